// error: 5: a value of type 'double' cannot become 'char *'
int main(void)
{
    double d = 1;
    char *p = d;
    return *p;
}
