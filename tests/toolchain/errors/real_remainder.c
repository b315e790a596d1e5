// error: 4: '%' does not go with 'double' and 'int'
int main(void)
{
    return 7.5 % 2;
}
