// error: 2: an alignment must be a power of two
int a __attribute__((aligned(3)));
int main(void) { return a; }
