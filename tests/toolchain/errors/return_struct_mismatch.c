// error: 4: 
struct a { int x; };
static struct a f(void) {
    return 5;
}
int main(void) { return f().x; }
