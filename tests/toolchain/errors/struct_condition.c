// error: 4: 
struct s { int x; } s;
int main(void) {
    if (s) return 1;
    return 0;
}
