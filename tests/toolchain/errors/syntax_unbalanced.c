// error: 3: syntax
int main(void) {
    return (1 + 2;
}
