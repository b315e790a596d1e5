// error: 4: an integer is needed here, not 'double'
int main(void)
{
    return ~1.0;
}
