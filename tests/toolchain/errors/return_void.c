// error: 3: 'f' returns a value of type 'int'
static void g(void) {}
static int f(void) { return g(); }
int main(void) { return f(); }
