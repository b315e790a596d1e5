// error: 4: 
struct thing;
int main(void) {
    return sizeof(struct thing);
}
