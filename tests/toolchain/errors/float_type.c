// error: 2: floating point
float f(void);
int main(void) { return 0; }
