// error: 3: 'A'
enum a { A };
enum b { A };
int main(void) { return 0; }
