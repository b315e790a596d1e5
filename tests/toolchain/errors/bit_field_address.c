// error: 4: bit-field
struct s { unsigned a : 3; } s;
int main(void) {
    return *(int *)&s.a;
}
