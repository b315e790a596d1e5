vi primes.c
i#include <stdio.h>

int main(void)
{
    int limit = 0;

    scanf("%d", &limit);
    for (int n = 2; n < limit; n++) {
        int d = 2;
        while (d < n && n % d)
            d++;
        printf("%d %s\n", n, d == n ? "prime" : "composite");
    }
#type }
#key ^[
:1,$s/composite/has a divisor/
:wq
cc -o primes primes.c && ls -F
./primes
#key ^Z
bg
jobs
fg
8
echo 30 | ./primes | grep prime | awk '{ sum += $1 } END { print NR, "primes, together", sum }'
man true
#type q
su
root
id -un; pwd
exit
exit
