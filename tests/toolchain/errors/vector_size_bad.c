// error: 2: does not make a vector
typedef int v __attribute__((vector_size(6)));
int main(void) { return 0; }
