// error: 2: an array of variable size cannot be initialized
int f(int n) { int a[n] = { 1 }; return a[0]; }
int main(void) { return f(1); }
