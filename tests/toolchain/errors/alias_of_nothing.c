// error: 2: an alias of
int f(void) __attribute__((alias("g")));
int main(void) { return f(); }
