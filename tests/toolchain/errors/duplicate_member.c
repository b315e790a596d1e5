// error: 2: 'a'
struct s { int a; char a; };
int main(void) { return 0; }
