// error: 3: break
int main(void) {
    break;
}
