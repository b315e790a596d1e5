// error: 3: 
int main(int argc, char **argv) {
    return (int)(argv + argv);
}
