// error: 3: 
int main(void) {
    return *&(1 + 2);
}
