// error: 3: 'f'
int f(int x);
char *f(int x) { return 0; }
int main(void) { return 0; }
