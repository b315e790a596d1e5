# XCU 2.6 Word expansions
#### tilde
HOME=/home/x; echo ~ ~/a '~' "~" a~ \~ ~/"b"
| /home/x /home/x/a ~ ~ a~ ~ /home/x/b
#### tilde in assignments
HOME=/h; p=~:~/bin:x~; echo $p; q='~'; echo $q
| /h:/h/bin:x~
| ~
#### command substitution
echo $(echo a; echo b) "$(echo a; echo b)"
| a b a
| b
#### trailing newlines are removed
x=$(echo a; echo; echo); echo "[$x]"
| [a]
#### newlines inside are kept
x=$(echo a; echo; echo b); echo "[$x]"
| [a
|
| b]
#### backquotes
echo `echo a b` `echo \`echo nested\`` "`echo "q r"`"
| a b nested q r
#### backquotes and backslashes
x=5; echo `echo \$x '\\\\' \\$x`
| 5 \ $x
#### nested substitution
echo $(echo $(echo $(echo deep)))
| deep
#### substitution in quotes in substitution
echo "$(echo "$(echo "a  b")")"
| a  b
#### case inside substitution
echo $(case b in a) echo no;; b) echo yes;; esac)
| yes
#### closing parenthesis in quotes
echo $(echo ')' "(" \))
| ) ( )
#### comment inside substitution
echo $(echo a # it's )
echo b)
| a b
#### here-document inside substitution
echo "$(cat <<E
x ) y
E
)"
| x ) y
#### status of a substitution
x=$(false); echo $?; x=$(exit 3) y=; echo $?; true $(false); echo $?
| 1
| 3
| 0
#### substitution runs in a subshell
x=1; y=$(x=2; echo $x); echo $x $y
| 1 2
#### empty substitution
echo a $() b `true` c
| a b c
#### substitution result is split
set -- $(echo a b; echo c); echo $#; set -- "$(echo a b; echo c)"; echo $#
| 3
| 1
#### arithmetic basics
echo $((1+2*3)) $(((1+2)*3)) $((7/2)) $((7%3)) $((-7/2)) $((-7%3)) $((2-3))
| 7 9 3 1 -3 -1 -1
#### arithmetic variables
x=5; y=x; echo $((x+1)) $(($x*2)) $((x=x+3)) $x $((unset_one+1))
| 6 10 8 8 1
#### arithmetic assignment operators
x=10; echo $((x+=5)) $((x-=3)) $((x*=2)) $((x/=5)) $((x%=3)) $((x<<=4)) $((x>>=1)) $((x|=3)) $((x&=6)) $((x^=5))
| 15 12 24 4 1 16 8 11 2 7
#### arithmetic comparisons
echo $((1<2)) $((2<=2)) $((3>4)) $((3>=4)) $((1==1)) $((1!=1))
| 1 1 0 0 1 0
#### arithmetic logic
echo $((1&&0)) $((1||0)) $((!5)) $((!0)) $((~5)) $((5&3)) $((5|3)) $((5^3)) $((1<<4)) $((-16>>2))
| 0 1 0 1 -6 1 7 6 16 -4
#### arithmetic ternary
x=3; echo $((x>2?10:20)) $((x<2?10:x<4?30:40))
| 10 30
#### arithmetic short circuit
x=1; echo $((0&&(x=5))) $x $((1||(x=6))) $x $((1?2:(x=7))) $x
| 0 1 1 1 2 1
#### arithmetic constants
echo $((010)) $((0x1f)) $((0xFF))
| 8 31 255
#### arithmetic blanks and newlines
echo $(( 1 +
2 ))
| 3
#### arithmetic precedence
echo $((1+2<<1)) $((1|2^3&4)) $((2*3%4)) $((10-4-3)) $((1<2==1)) $((-2*-3))
| 6 3 2 3 1 6
#### arithmetic with expansions inside
x=4; echo $(($(echo 3)+${x}+`echo 1`)) $((${#x}+1))
| 8 2
#### arithmetic in quotes
echo "$((1 + 1))" "a$((2*2))b"
| 2 a4b
#### division by zero ends the shell
(echo $((1/0)); echo not here) 2>/dev/null; echo $?
| 2
#### bad arithmetic
(eval 'echo $((1+))'; echo not here) 2>/dev/null; echo $?
| 2
#### nested parentheses in arithmetic
echo $(( ((1+2)*(3+4)) ))
| 21
#### splitting on blanks
x='  a   b  '; set -- $x; echo $# "$1" "$2"
| 2 a b
#### splitting on other characters
IFS=:; x=a::b:; set -- $x; echo $# "[$1][$2][$3]"
| 3 [a][][b]
#### splitting on both kinds
IFS=' :'; x=' a : b  c: :d '; set -- $x; echo $#; for i; do echo "[$i]"; done
| 5
| [a]
| [b]
| [c]
| []
| [d]
#### no splitting with empty IFS
IFS=; x='a b'; set -- $x; echo $#
| 1
#### default splitting when IFS is unset
unset IFS; x='a b	c'; set -- $x; echo $#
| 3
#### only expansions are split
IFS=x; set -- axb; echo $#; y=axb; set -- $y; echo $#
| 1
| 2
#### parts next to quotes
x=' b '; set -- a$x"c"; echo $#; set -- "a"$x; echo $#; set -- $x$x; echo $#
| 3
| 2
| 2
#### quoted empty beside empty
x=; set -- $x"" $x; echo $#
| 1
#### leading separator makes an empty field
IFS=:; x=:a; set -- $x; echo $# "[$1]"
| 2 []
#### splitting a default value
set -- ${u-a b} ${u-"a b"}; echo $#
| 3
#### pathname expansion
touch b.c a.c c.h; echo *.c *.h; echo *.x; echo [ab].c ?.h
| a.c b.c c.h
| *.x
| a.c b.c c.h
#### pathname expansion sorts
touch z y x; echo *
| x y z
#### hidden files need a dot
touch .h v; echo *; echo .h*
| v
| .h
#### directories in patterns
mkdir -p d/e; touch d/e/f d/g; echo d/* */e/f */*/f
| d/e d/g d/e/f d/e/f
#### no match keeps the word
echo no*match 'q'*
| no*match q*
#### quoted patterns do not expand
touch aa; echo 'a*' "a*" a\* a*
| a* a* a* aa
#### pattern from a variable
touch p1 p2; x='p*'; echo $x "$x"
| p1 p2 p*
#### noglob
touch aa; set -f; echo a*; set +f; echo a*
| a*
| aa
#### bracket expressions
touch a1 b2 c3 d-; echo [a-b]* [!a-b]* [[:digit:]] *[[:digit:]] *[-]
| a1 b2 c3 d- [[:digit:]] a1 b2 c3 d-
#### slash only matches itself
mkdir d; touch d/x; echo ?/x *x [d]/x d?x
| d/x *x d/x d?x
#### tilde and substitutions are not expanded twice
x='~ $y $(echo z) `echo w`'; echo $x
| ~ $y $(echo z) `echo w`
#### quotes from expansions stay
x='"a b"'; set -- $x; echo $# $1; y="it's"; echo $y
| 2 "a
| it's
#### backslash from expansions stays
x='a\b'; echo "$x" | cat; set -- $x; printf '%s\n' "$1"
| a
| a\b
#### case of patterns that end in a backslash-quoted star
touch 'x*y' xzy; echo x\*y x*y
| x*y x*y xzy
#### substitution keeps a backslash at the end of a line
printf '%s\n' "$(printf 'a\\')"
| a\
#### long output of a substitution
x=$(i=0; while [ $i -lt 200 ]; do echo line $i; i=$((i+1)); done); set -- $x; echo $#
| 400
