# XCU 2.6.4 Arithmetic expansion
#### addition and subtraction
echo $((1+2)) $((5-7)) $((1 + 2 - 3)) $((-1)) $((- 1)) $((+5)) $((1- -1))
| 3 -2 0 -1 -1 5 2
#### multiplication, division, remainder
echo $((3*4)) $((7/2)) $((-7/2)) $((7/-2)) $((7%3)) $((-7%3)) $((7%-3))
| 12 3 -3 -3 1 -1 1
#### precedence of arithmetic operators
echo $((1+2*3)) $(((1+2)*3)) $((10-4-3)) $((100/10/5)) $((2*3%4)) $((7-2*3))
| 7 9 3 2 2 1
#### shifts
echo $((1<<4)) $((256>>4)) $((-16>>2)) $((1<<2+1)) $((1<<1<<1))
| 16 16 -4 8 4
#### comparisons
echo $((1<2)) $((2<1)) $((1<=1)) $((1>=2)) $((1>0)) $((1==1)) $((1!=1)) $((-1<0))
| 1 0 1 0 1 1 0 1
#### chains of comparisons
echo $((3>2>1)) $((1<2<3)) $((1==1==1))
| 0 1 1
#### bit operators
echo $((12&10)) $((12|3)) $((12^10)) $((~0)) $((~5)) $((1|2^3&4))
| 8 15 6 -1 -6 3
#### logic
echo $((1&&2)) $((0&&1)) $((0||3)) $((0||0)) $((!0)) $((!5)) $((!!5)) $((1||0&&0))
| 1 0 1 0 1 0 1 1
#### short circuit leaves assignments out
x=1; : $((0&&(x=2))) $((1||(x=3))); echo $x; : $((1&&(x=4))); echo $x
| 1
| 4
#### conditional
echo $((1?2:3)) $((0?2:3)) $((1?0?4:5:6)) $((0?1:0?2:3))
| 2 3 5 3
#### conditional evaluates one side
x=1; y=1; : $((1?(x=5):(y=5))); echo $x $y
| 5 1
#### assignment
x=0; echo $((x=5)) $x $((x+=2)) $x $((x-=1)) $((x*=3)) $((x/=2)) $((x%=5)) $x
| 5 5 7 7 6 18 9 4 4
#### bit assignments
x=12; echo $((x&=10)) $((x|=3)) $((x^=1)) $((x<<=2)) $((x>>=1)) $x
| 8 11 10 40 20 20
#### assignments go from right to left
echo $((a=b=3)) $a $b; echo $((c=1+(d=2))) $c $d
| 3 3 3
| 3 3 2
#### assignment to a new name
echo $((new=7)); echo $new
| 7
| 7
#### decimal, octal, hexadecimal
echo $((10)) $((010)) $((0x10)) $((0XfF)) $((00)) $((0))
| 10 8 16 255 0 0
#### variables with other bases
x=010 y=0x1F z=-5; echo $((x)) $((y)) $((z)) $((x+y+z)) $((-z))
| 8 31 -5 34 5
#### variables by name and by dollar
x=3; echo $((x*2)) $(($x*2)) $((${x}*2)) $(("$x"*2))
## bash: quotes inside are taken away, where the standard leaves them open
| 6 6 6 6
#### dollar expansions happen first
x=1+2; echo $(($x*2)); op='*'; echo $((3 $op 4))
| 5
| 12
#### unset and empty variables are zero
unset u; e=; echo $((u)) $((e)) $((u+1)) $((e+2))
| 0 0 1 2
#### blanks
echo $(( 1 + 2 )) $((1	+
2)) $((
3
))
| 3 3 3
#### parentheses
echo $(((1))) $((((2)))) $(( (1+2) * (3+4) )) $((-(1+2)))
| 1 2 21 -3
#### unary chains
echo $((- -1)) $((~~5)) $((!!0)) $((-~1)) $((!-1)) $((+ +1))
| 1 5 0 2 0 1
#### substitution inside
echo $(($(echo 3)+`echo 4`)) $((${u:-5}+1)) $(( $(( 1+1 )) * 2 ))
| 7 6 4
#### positional parameters
set -- 4 5; echo $(($1+$2)) $(($#*10)) 
| 9 20
#### special parameters
false; echo $(($?+1))
| 2
#### length inside
x=abcd; echo $((${#x}+1))
| 5
#### in double quotes and here-documents
echo "$((1+1))"; cat <<X
$((2*3)) $((
1))
X
| 2
| 6 1
#### quotes inside
echo $(("1"+"2")) 
## bash: quotes inside are taken away, where the standard leaves them open
| 3
#### in an assignment and a default
x=$((1+1)); echo $x ${u:-$((3+3))}
| 2 6
#### counting
i=0; while [ $((i+=1)) -le 3 ]; do echo $i; done
| 1
| 2
| 3
#### in a redirection and a case word
echo a >f$((1+1)); cat f2; case $((2*2)) in 4) echo y;; esac
| a
| y
#### division by zero
sh -c 'echo $((1/0)); echo no' 2>/dev/null; echo $?; sh -c 'echo $((1%0)); echo no' 2>/dev/null; echo $?
| 2
| 2
#### division by zero that is not evaluated
echo $((0&&1/0)) $((1||1/0)) $((1?2:1/0))
| 0 1 2
#### syntax errors
for e in '1+' '*2' '(1' '1)' '1 2' '1+*2' '@' '1=2' '5x' '1?2' 'a b'; do sh -c "echo \$(($e)); echo no" 2>/dev/null; echo $?; done
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
#### an octal digit too high
sh -c 'echo $((08))' 2>/dev/null; echo $?
| 2
#### a variable that is no number
sh -c 'x=1a; echo $((x))' 2>/dev/null; echo $?
| 2
#### assignment to a number
sh -c 'echo $((5=6))' 2>/dev/null; echo $?
| 2
#### an error in a subshell
(echo $((1/0))) 2>/dev/null; echo $?
| 2
#### readonly variable in an assignment
sh -c 'readonly x=1; echo $((x=2)); echo no' 2>/dev/null; echo $?
| 2
#### large numbers
echo $((2147483647)) $((2147483647+1)) $((4294967296*2)) $((-2147483648-1))
| 2147483647 2147483648 8589934592 -2147483649
#### the largest and smallest number
echo $((9223372036854775807)) $((-9223372036854775807-1))
| 9223372036854775807 -9223372036854775808
#### large products and quotients
echo $((123456789*987654321)) $((1000000000000/7)) $((1000000000000%7)) $((-1000000000000/7))
| 121932631112635269 142857142857 1 -142857142857
#### large shifts and bits
echo $((1<<40)) $((1<<62)) $((0xffffffff)) $((0x7fffffffffffffff)) $((~0>>1)) $((1<<31))
| 1099511627776 4611686018427387904 4294967295 9223372036854775807 -1 2147483648
#### large comparisons
echo $((5000000000>4999999999)) $((5000000000==5000000000)) $((-5000000000<0)) $((4294967296||0)) $((4294967296&&1)) $((!4294967296)) $((4294967296?1:2))
| 1 1 1 1 1 0 1
#### large numbers from variables
x=5000000000; echo $((x+1)) $((x=x*2)) $x
| 5000000001 10000000000 10000000000
#### the smallest number divided by minus one
x=$((-9223372036854775807-1)); echo $((x%-1))
## bash: dash is ended by SIGFPE
| 0
#### wrapping around
echo $((9223372036854775807+1)) $((9223372036854775807*2))
| -9223372036854775808 -2
#### names that look like numbers and keywords
if=3; echo $((if+1)); _1=4; echo $((_1))
| 4
| 4
#### a factorial
f() { if [ $1 -le 1 ]; then echo 1; else echo $(($1 * $(f $(($1-1))))); fi; }; f 10
| 3628800
#### greatest common divisor
a=48 b=36; while [ $b -ne 0 ]; do t=$((a%b)); a=$b; b=$t; done; echo $a
| 12
#### primes
n=2; while [ $n -lt 30 ]; do i=2 p=1; while [ $((i*i)) -le $n ]; do [ $((n%i)) -eq 0 ] && p=0; i=$((i+1)); done; [ $p = 1 ] && echo $n; n=$((n+1)); done
| 2
| 3
| 5
| 7
| 11
| 13
| 17
| 19
| 23
| 29
#### collatz
n=27 s=0; while [ $n -ne 1 ]; do n=$((n%2?3*n+1:n/2)); s=$((s+1)); done; echo $s
| 111
#### test with large numbers
[ 5000000000 -gt 4999999999 ] && echo y; [ -5000000000 -lt 0 ] && echo y; [ 4294967296 -eq 0 ] || echo y
| y
| y
| y
#### printf with large numbers
printf '%d %x %o %u\n' 5000000000 5000000000 5000000000 5000000000; printf '%d\n' -5000000000; printf '%u %x\n' -1 -1
| 5000000000 12a05f200 45201371000 5000000000
| -5000000000
| 18446744073709551615 ffffffffffffffff
