// error: 2: 'a'
static int f(int a, int a) { return a; }
int main(void) { return 0; }
