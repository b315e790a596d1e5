// error: 4: 'z'
struct p { int x, y; };
static int f(struct p *p) {
    return p->z;
}
int main(void) { return f(0); }
