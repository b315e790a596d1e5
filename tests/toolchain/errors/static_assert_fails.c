// error: 2: size matters
_Static_assert(sizeof(int) == 2, "size matters");
int main(void) { return 0; }
