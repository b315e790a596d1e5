// error: 4: 
struct s { int x; } a, b;
int main(void) {
    return a + b;
}
