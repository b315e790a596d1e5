// error: 3: thing
struct thing;
struct thing t = { 1 };
int main(void) { return 0; }
