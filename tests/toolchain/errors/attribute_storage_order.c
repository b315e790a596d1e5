// error: 2: attribute 'scalar_storage_order' is not supported
struct s { int a; } __attribute__((scalar_storage_order("big-endian")));
int main(void) { return 0; }
