// error: 3: 
int main(void) {
    3 = 4;
    return 0;
}
