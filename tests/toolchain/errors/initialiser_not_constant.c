// error: 3: constant
int f(void);
int x = f();
int main(void) { return x; }
