# Habits of bash that POSIX does not forbid; docs/shell.md lists them
# shell: bash
#### [[ compares strings without splitting
x='a b'; [[ $x = 'a b' ]] && echo y; [[ $x == $x ]] && echo y; [[ $nope == '' ]] && echo y; [[ a != b ]] && echo y
| y
| y
| y
| y
#### [[ matches patterns
[[ hello == h* ]] && echo y; [[ hello == 'h*' ]] || echo n; p='*l?'; [[ hello == $p ]] && echo y; [[ hello == "$p" ]] || echo n; [[ a.txt == *.txt ]] && echo y; [[ hello != x* ]] && echo y
| y
| n
| y
| n
| y
| y
#### [[ and words of one character class
[[ 5 == [0-9] ]] && echo y; [[ a == [[:alpha:]] ]] && echo y
| y
| y
#### [[ with && and ||
[[ a == a && b == b ]] && echo y; [[ a == b || b == b ]] && echo y; [[ a == a && b == c ]] || echo n; [[ a == b || a == c && a == a ]] || echo n
| y
| y
| n
| n
#### [[ with ! and parentheses
[[ ! a == b ]] && echo y; [[ ( a == b || c == c ) && d == d ]] && echo y; [[ ! ( a == a ) ]] || echo n
| y
| y
| n
#### [[ with files and strings
: >f; [[ -f f ]] && echo y; [[ -d f ]] || echo n; [[ -n abc && -z '' ]] && echo y; [[ -e nope ]] || echo n; [[ word ]] && echo y; [[ '' ]] || echo n; [[ ! -e nope ]] && echo y
| y
| n
| y
| n
| y
| n
| y
#### [[ compares numbers
[[ 5 -gt 3 ]] && echo y; x=7; [[ $x -eq 7 ]] && echo y; [[ x -lt 8 ]] && echo y; [[ 1+2 -eq 3 ]] && echo y; [[ 010 -eq 8 ]] && echo y
| y
| y
| y
| y
| y
#### [[ compares order
[[ abc < abd ]] && echo y; [[ b > a ]] && echo y; [[ a > b ]] || echo n
| y
| y
| n
#### [[ -v
x=; [[ -v x ]] && echo y; [[ -v nope ]] || echo n
| y
| n
#### [[ =~
[[ abc123 =~ ^[a-z]+[0-9]+$ ]] && echo y; [[ abc =~ b ]] && echo y; [[ abc =~ ^b ]] || echo n; [[ foobar =~ (foo|bar)+ ]] && echo y
| y
| y
| n
| y
#### [[ =~ and BASH_REMATCH
[[ 2024-05-17 =~ ^([0-9]+)-([0-9]+)-([0-9]+)$ ]] && echo ${BASH_REMATCH[0]} ${BASH_REMATCH[1]} ${BASH_REMATCH[2]} ${BASH_REMATCH[3]}
| 2024-05-17 2024 05 17
#### [[ =~ with a variable and quoting
r='^a.c$'; [[ abc =~ $r ]] && echo y; [[ abc =~ "a.c" ]] || echo n; [[ a.c =~ a\.c ]] && echo y
| y
| n
| y
#### [[ over lines
if [[ a == a &&
  b == b ]]; then echo y; fi
| y
#### [[ in conditions and with set -e
if [[ a == b ]]; then echo no; else echo n; fi; while [[ x == y ]]; do :; done; sh -ec '[[ a == b ]]; echo no'; echo $?
| n
| 1
#### status of [[
[[ a == a ]]; echo $?; [[ a == b ]]; echo $?
| 0
| 1
#### $'...'
printf '%s\n' $'a\tb' $'c\nd' $'it\'s' $'\\' $'\x41\101' "$'x'"
| a	b
| c
| d
| it's
| \
| AA
| $'x'
#### $'...' joined to other text
x=$'a\n'b; echo "$x"; echo a$'\t'b"c"$'\x20'd
| a
| b
| a	bc d
#### $'...' as IFS and separator
IFS=$'\n'; x=$'a b\nc'; for i in $x; do echo "[$i]"; done; IFS=$' \t\n'; set -- $x; echo $#
| [a b]
| [c]
| 3
#### $'...' in a pattern
case $'a\tb' in *$'\t'*) echo y;; esac; x=$'a\tb'; echo ${x%$'\t'*}
| y
| a
#### brace expansion of lists
echo {a,b,c} x{1,2}y {a,b}{1,2} {a,{b,c}} {,x}y a{,}b
| a b c x1y x2y a1 a2 b1 b2 a b c y xy ab ab
#### brace expansion of sequences
echo {1..5} {5..1} {a..e} {1..10..3} {-2..2} {e..a..2} x{1..3}y
| 1 2 3 4 5 5 4 3 2 1 a b c d e 1 4 7 10 -2 -1 0 1 2 e c a x1y x2y x3y
#### brace expansion with zeros
echo {01..03} {8..11} {08..11} {001..3}
| 01 02 03 8 9 10 11 08 09 10 11 001 002 003
#### braces that are no expansion
echo {a} {} {a,b a,b} '{a,b}' "{a,b}" \{a,b} {1..} {a..b..c} x{y}z ${x:-{a,b}}
| {a} {} {a,b a,b} {a,b} {a,b} {a,b} {1..} {a..b..c} x{y}z {a,b}
#### brace expansion with quotes and parameters
x=v; echo {$x,"b c"}d {'a,b',c} $x{1,2} {"a","b"}
| b cd a,b c a b
#### brace expansion before globbing
touch a1 b1 c1; echo {a,b}* {a,z}1; echo {a,b}[0-9]
| a1 b1 a1 z1
| a1 b1
#### brace expansion in for and with commands
for i in {1..3} {x,y}; do echo $i; done; mkdir -p d/{a,b}/c; ls d
| 1
| 2
| 3
| x
| y
| a
| b
#### brace expansion is not done in assignments and case
x={a,b}; echo $x; case {a,b} in '{a,b}') echo y;; esac
| {a,b}
| y
#### here-string
cat <<< hello; x='a  b'; cat <<< "$x"; cat <<< $x; read a b <<< "1 2"; echo $b $a
| hello
| a  b
| a  b
| 2 1
#### here-string with expansions and quotes
cat <<< "a$((1+1))$(echo b)"; cat <<< 'a b'; tr a-z A-Z <<<abc; wc -l <<< '' | tr -d ' '
| a2b
| a b
| ABC
| 1
#### &> and &>>
{ echo o; echo e >&2; } &> f; cat f; echo x &>> f; wc -l <f | tr -d ' '
| o
| e
| 3
#### >& with a file
{ echo o; echo e >&2; } >& f; cat f; nosuchcmd &>/dev/null; echo $?
| o
| e
| 127
#### |&
{ echo o; echo e >&2; } |& sed 's/^/>/'; nosuchcmd |& grep -c not
| >o
| >e
| 1
#### function keyword
function f { echo f $1; }; f a; function g() { echo g; }; g; function h
{
  echo h
}
h
| f a
| g
| h
#### local with flags and several names
f() { local -r a=1; local b=2 c; local -a d; c=3; echo $a$b$c; }; f; echo "[$a$b$c]"
| 123
| []
#### arithmetic command
((1+1)) && echo y; ((0)) || echo n; x=5; ((x > 3 && x < 10)) && echo y; ((x += 2)); echo $x; (( x == 7 )) && echo z
| y
| n
| y
| 7
| z
#### increment and decrement
i=5; ((i++)); echo $i; ((++i)); echo $i; echo $((i++)) $i; echo $((--i)) $i; ((i--)); echo $i
| 6
| 7
| 7 8
| 7 7
| 6
#### arithmetic with commas, powers and bases
((a=1, b=2)); echo $a$b; echo $((2**10)) $((2**3**2)) $((16#ff)) $((2#101)) $((3+2**2))
| 12
| 1024 512 255 5 7
#### arithmetic for
for ((i=0; i<3; i++)); do echo $i; done; for ((i=3;i>0;i--)) do echo $i; done; for ((i=0, j=5; i<j; i++, j--)); do echo $i$j; done
| 0
| 1
| 2
| 3
| 2
| 1
| 05
| 14
| 23
#### arithmetic for with empty parts
i=0; for ((;;)); do ((i++ >= 2)) && break; echo $i; done; for ((i=0; i<5; i++)); do ((i%2)) && continue; echo $i; done
| 1
| 2
| 0
| 2
| 4
#### a subshell in a subshell is no arithmetic
((echo a); echo b) | cat; ( (echo c) )
| a
| b
| c
#### let
let x=1+2; echo $x; let x++ y=x*2; echo $x $y; let 0; echo $?; let 'z = 5 > 3'; echo $z
| 3
| 4 8
| 1
| 1
#### replace
x=abcabc; echo ${x/b/X} ${x//b/X} ${x/z/X} ${x/b} ${x//b/} ${x/b*/Z}
| aXcabc aXcaXc abcabc acabc acac aZ
#### replace at the beginning and the end
x=abcabc; echo ${x/#a/X} ${x/#b/X} ${x/%c/X} ${x/%b/X}
| Xbcabc abcabc abcabX abcabc
#### replace with patterns and expansions
x='a.b.c'; echo ${x//./-} ${x//[ac]/_}; p=b r=Q; echo ${x/$p/$r} "${x//./ }"; y='a/b/c'; echo ${y//\//:} "${y//'/'/|}"
| a-b-c _.b._
| a.Q.c a b c
| a:b:c a|b|c
#### replace with blanks and quotes
x='hello world'; echo "${x/o w/O W}" "${x// /_}"; z="it's"; echo "${z//\'/Q}"
| hellO World hello_world
| itQs
#### replace takes the longest match
x=aaab; echo ${x/a*/-} ${x//a/-} ${x/a?/-}
| - ---b -ab
#### slices
x=abcdef; echo ${x:2} ${x:2:2} ${x:0:1} ${x: -2} ${x: -3:2} ${x:1:-1} [${x:6}] [${x:2:0}]
| cdef cd a ef de bcde [] []
#### slices with expressions
x=abcdef; n=2; echo ${x:n} ${x:$n:1+1} ${x:(-2)} ${x:n+1}
| cdef cd ef def
#### slices of parameters
set -- a b c d; echo ${@:2} ${@:2:2} ${*:1:1} "${@: -1}" ; for i in "${@:3}"; do echo "[$i]"; done
| b c d b c a d
| [c]
| [d]
#### capital and small letters
x='hello World'; echo ${x^} ${x^^} ${x,} ${x,,}; y=ABC; echo ${y,} ${y,,} ${x^^[lo]}
| Hello World HELLO WORLD hello World hello world
| aBC abc heLLO WOrLd
#### indirection
x=y y=z; echo ${!x}; set -- a b; n=2; echo ${!n} ${!#} ; v=nope; echo [${!v}] [${!v:-d}]
| z
| b
| [] [d]
#### arrays
a=(x 'y z' w); echo ${a[0]} "${a[1]}" ${a[2]} $a ${#a[@]} "${a[@]}"; for i in "${a[@]}"; do echo "[$i]"; done
| x y z w x 3 x y z w
| [x]
| [y z]
| [w]
#### array elements
a[0]=p; a[3]=q; echo ${a[0]} ${a[3]} [${a[1]}] ${#a[@]} ${!a[@]}; a[1+1]=r; echo ${a[@]}; i=3; echo ${a[i]} ${a[$i]} ${a[i-1]} ${a[-1]}
| p q [] 2 0 3
| p r q
| q q r q
#### arrays grow
a=(1); a+=(2 3); echo ${a[@]} ${#a[@]}; a[${#a[@]}]=4; echo ${a[@]}; a+=("5 6"); echo ${#a[@]}
| 1 2 3 3
| 1 2 3 4
| 5
#### arrays from expansions
x='b c'; a=(a $x "$x" $(echo d e)); echo ${#a[@]}; printf '[%s]' "${a[@]}"; echo; touch f1 f2; b=(f*); echo ${b[@]} ${#b[@]}; c=({1..4}); echo ${#c[@]}
| 6
| [a][b][c][b c][d][e]
| f1 f2 2
| 4
#### array slices and replacements
a=(a.c b.c c.c d.c); echo ${a[@]:1:2} ${a[@]:2} ${a[@]%.c} ${a[@]/c/X}; echo "${a[@]: -1}" ${#a[1]}
| b.c c.c c.c d.c a b c d a.X b.X X.c d.X
| d.c 3
#### array joined by IFS
a=(1 2 3); IFS=,; echo "${a[*]}"; unset IFS; echo "${a[*]}"
| 1,2,3
| 1 2 3
#### arrays with empty elements
a=('' x ''); echo ${#a[@]}; for i in "${a[@]}"; do echo "[$i]"; done; b=(); echo ${#b[@]}; for i in "${b[@]}"; do echo no; done
| 3
| []
| [x]
| []
| 0
#### unset of an array and an element
a=(1 2 3); unset 'a[1]'; echo ${a[@]} ${#a[@]} ${!a[@]}; unset a; echo [${a[@]}]
| 1 3 2 0 2
| []
#### arrays in functions
f() { local a=(x y); a+=(z); echo ${a[@]}; }; a=(1); f; echo ${a[@]}
| x y z
| 1
#### arrays and arithmetic
a=(1 2 3); ((a[1]+=5)); echo ${a[1]} $((a[0]+a[2])); i=0; ((a[i++]=9)); echo ${a[0]} $i; s=0; for ((i=0;i<${#a[@]};i++)); do ((s+=a[i])); done; echo $s
| 7 4
| 9 1
| 19
#### arrays over lines with comments
a=(
  one   # first
  two
  "three four"
)
echo ${#a[@]} "${a[2]}"
| 3 three four
#### arrays with indices
a=([2]=c [0]=a); echo ${a[@]} ${!a[@]}; a=(x [5]=y z); echo ${!a[@]}
| a c 0 2
| 0 5 6
#### associative arrays
declare -A m; m[one]=1; m[two]=2; k=one; echo ${m[one]} ${m[$k]} ${m["two"]} ${#m[@]} [${m[three]}]
| 1 1 2 2 []
#### associative arrays from a list
declare -A m=([a]=1 [b]='2 3'); echo ${m[a]} "${m[b]}" ${#m[@]}; for k in "${!m[@]}"; do echo "$k=${m[$k]}"; done | sort; m[a]+=x; echo ${m[a]}
| 1 2 3 2
| a=1
| b=2 3
| 1x
#### keys with blanks
declare -A m; m["a b"]=1; k='c d'; m[$k]=2; echo ${m["a b"]} "${m[$k]}" ${#m[@]}; unset 'm[a b]'; echo ${#m[@]}
| 1 2 2
| 1
#### counting words
declare -A n; for w in a b a c a; do n[$w]=$((${n[$w]:-0}+1)); done; echo ${n[a]} ${n[b]}
| 3 1
#### += of strings and integers
x=a; x+=b; echo $x; x+=; echo $x; declare -i n=5; n+=3; echo $n; n=2*4; echo $n; unset y; y+=z; echo $y
| ab
| ab
| 8
| 8
| z
#### declare
declare a=1; typeset b=2; echo $a$b; declare -x c=3; sh -c 'echo $c'; declare -r d=4; echo $d; f() { declare a=9; echo $a; }; f; echo $a; f() { declare -g g=5; }; f; echo $g
| 12
| 3
| 4
| 9
| 1
| 5
#### declare -p
x='a b'; declare -p x; declare -p nope 2>/dev/null; echo $?
| declare -- x="a b"
| 1
#### echo -e and -n
echo -e 'a\tb\n'; echo -n a; echo b; echo -ne 'x\n'; echo -en 'y\n'; echo -e 'a\x41\0101'; echo -E 'a\tb'
| a	b
|
| ab
| x
| y
| aAA
| a\tb
#### printf -v and %q
printf -v x '%03d-%s' 7 a; echo $x; printf '%q\n' abc 'a b' "it's" ''
| 007-a
| abc
| a\ b
| it\'s
| ''
#### printf %x with a sign and \x
printf '\x41\n'; printf '%5s|%-5s|%05.1d\n' a b 3
| A
|     a|b    |    3
#### read -r -a
read -r -a a <<< 'x y  z'; echo ${#a[@]} ${a[2]}; IFS=, read -ra b <<< 'p,q r,s'; echo ${#b[@]} "${b[1]}"
| 3 z
| 3 q r
#### read -d and -n
printf 'a:b:c' | { read -d : x; echo $x; read -n 1 y; echo $y; }; printf 'abc\n' | { read -n 2 x; echo $x; }; printf 'a\nb\0c' | { read -d '' x; echo "$x"; }
| a
| b
| ab
| a
| b
#### read -p is silent without a terminal, REPLY
echo 'in  put ' | { read -p 'prompt' x; echo "[$x]"; } 2>/dev/null; echo ' a b ' | { read; echo "[$REPLY]"; }
| [in  put]
| [ a b ]
#### read -u
exec 3<<< abc; read -u 3 x; echo $x; exec 3<&-
| abc
#### read -t at once when there is input
echo a | { read -t 5 x; echo $x; }
| a
#### type -t
type -t echo if cat nosuch; f() { :; }; type -t f; echo $?
| builtin
| keyword
| file
| function
| 0
#### source
echo 'x=5; echo $1' > s; source ./s; echo $x
|
| 5
#### shopt is accepted
shopt -s nullglob 2>/dev/null; shopt -u nullglob 2>/dev/null; echo ok
| ok
#### RANDOM, SECONDS, BASHPID
x=$RANDOM; [[ $x -ge 0 && $x -lt 32768 ]] && echo y; [[ $SECONDS -ge 0 ]] && echo y; echo $((RANDOM % 1)); [[ $BASHPID == $$ ]] && echo y; [[ $UID == $(id -u) ]] && echo y
| y
| y
| 0
| y
| y
#### PIPESTATUS
false | true | (exit 3); echo ${PIPESTATUS[@]}; true | false; echo ${PIPESTATUS[0]} 
| 1 0 3
| 0
#### pipefail
set -o pipefail; false | true; echo $?; (exit 3) | (exit 4) | true; echo $?; true | true; echo $?; set +o pipefail; false | true; echo $?
| 1
| 4
| 0
| 0
#### pipefail with set -e
sh -c 'set -eo pipefail; false | true; echo no'; echo $?; sh -c 'set -euo pipefail; echo a | cat; echo yes'
| 1
| a
| yes
#### process substitution
cat <(echo a) <(echo b); diff <(printf '1\n2\n') <(printf '1\n3\n') | tail -n 1; while read x; do echo "<$x>"; done < <(printf 'p\nq\n')
| a
| b
| > 3
| <p>
| <q>
#### process substitution keeps variables of the loop
n=0; while read x; do n=$((n+x)); done < <(echo 1; echo 2; echo 3); echo $n
| 6
#### output process substitution
echo hello > >(sed 's/h/H/'); sleep 1
| Hello
#### time
time true 2>/dev/null; { time echo a; } 2>&1 | grep -c real; ! time false 2>/dev/null; echo $?
| 1
| 0
#### select
printf '2\n' | select x in a b c; do echo "got $x"; break; done 2>/dev/null
| got b
#### trap ERR
sh -c 'trap "echo err" ERR; false; true; if false; then :; fi; false || true; echo end'
| err
| end
#### case with ;& and ;;&
case a in a) echo 1;& b) echo 2;; c) echo 3;; esac; case ab in a*) echo 4;;& *b) echo 5;;& *c) echo 6;; esac; case x in x) echo 7;;& esac
| 1
| 2
| 4
| 5
| 7
#### mapfile
printf 'a b\nc\n' > f; mapfile -t a < f; echo ${#a[@]} "${a[0]}"; readarray -t b < <(seq 3); echo ${b[@]}
| 2 a b
| 1 2 3
#### test ==
[ a == a ] && echo y; test a == b || echo n
| y
| n
#### kill and wait with arrays of processes
p=(); for i in 1 2; do (exit $i) & p+=($!); done; for q in "${p[@]}"; do wait $q; echo $?; done
| 1
| 2
#### a stack and a queue
s=(); s+=(a); s+=(b); echo ${s[-1]}; unset 's[-1]'; echo ${s[@]}; q=(1 2 3); q=("${q[@]:1}"); echo ${q[@]}
| b
| a
| 2 3
#### joining and splitting
IFS=: read -ra p <<< "a:b:c"; echo "${p[1]}"; (IFS=+; echo "${p[*]}"); x=a,b,c; IFS=, ; set -- $x; echo $#
| b
| a+b+c
| 3
#### options in a loop over an array
args=(-v --name=x file); for a in "${args[@]}"; do case $a in -*=*) echo "${a%%=*} ${a#*=}";; -*) echo opt $a;; *) echo arg $a;; esac; done
| opt -v
| --name x
| arg file
#### a function that returns by a variable's name
f() { printf -v "$1" '%s' "$2"; }; f out 'a b'; echo "$out"; g() { local -i n=$1; ((n*=2)); echo $n; }; g 21
| a b
| 42
#### trimming blanks
x='  a b  '; x="${x#"${x%%[![:space:]]*}"}"; x="${x%"${x##*[![:space:]]}"}"; echo "[$x]"
| [a b]
#### sorting in the shell
a=(3 1 2); for ((i=0;i<3;i++)); do for ((j=0;j<2-i;j++)); do if ((a[j]>a[j+1])); then t=${a[j]}; a[j]=${a[j+1]}; a[j+1]=$t; fi; done; done; echo ${a[@]}
| 1 2 3
#### $(<file)
printf 'a\nb\n' >f; x=$(<f); echo "$x"; echo "$(< f)" `<f`
| a
| b
| a
| b a b
#### shopt -s extglob: names
shopt -s extglob
: >a.c; : >b.h; : >c.o; echo *.@(c|h); echo !(*.c); echo +([a-b]).?; echo ?(a|b).*; echo *(x)c.o
| a.c b.h
| b.h c.o
| a.c b.h
| a.c b.h
| c.o
#### extglob in case, in ${...} and from a variable
shopt -s extglob
case foobar in +(foo|bar)) echo 1;; esac; x=aaab; echo ${x##+(a)} ${x//@(a|b)/-} ${x%%*(b)}; p='!(a)'; [[ b == $p ]] && echo 2
| 1
| b ---- aaa
| 2
#### [[ has lists of patterns without shopt
[[ foo.c == *.@(c|h) ]] && echo 1; [[ ab == !(a|b) ]] && echo 2; [[ '' == *(a) ]] && echo 3; [[ aXbb == a?(X)+(b) ]] && echo 4; [[ abc == @(a|ab)c ]] || echo 5; [[ abc == @(a|ab)@(bc|c) ]] && echo 6
| 1
| 2
| 3
| 4
| 6
#### without extglob the text stands for itself
x='?(a)'; case 'b(a)' in $x) echo y;; esac
| y
#### shopt -s nullglob dotglob
shopt -s nullglob; echo [no*]; : >.h; echo *; shopt -s dotglob; echo *
|
|
| .h
#### shopt -s nocasematch
shopt -s nocasematch; [[ ABC == abc ]] && echo 1; case Foo in foo) echo 2;; esac; shopt -u nocasematch; [[ ABC == abc ]] || echo 3
| 1
| 2
| 3
#### shopt -s globstar
shopt -s globstar
mkdir -p d/e; : >d/x.c; : >d/e/y.c; : >z.c; echo **/*.c; echo **/e/*
| d/e/y.c d/x.c z.c
| d/e/y.c
#### shopt -q and unknown names
shopt -q extglob; echo $?; shopt -s extglob; shopt -q extglob; echo $?; shopt -s nosuchoption 2>/dev/null; echo $?
| 1
| 0
| 1
#### ${x@Q} ${x@U} ${x@L} ${x@u} ${x@E}
x='it'\''s a'; echo ${x@Q}; x=aBc; echo ${x@U} ${x@L} ${x@u}; x='a\tb'; echo "${x@E}"; a=('x y' z); echo "${a[@]@Q}"; set -- p q; echo ${@@U}
| 'it'\''s a'
| ABC abc ABc
| a	b
| 'x y' 'z'
| P Q
#### ${!prefix*}
ab1=1 ab2=2 abc=3; echo ${!ab*}; for i in "${!ab@}"; do echo $i; done; echo [${!nosuchprefix*}]
| ab1 ab2 abc
| ab1
| ab2
| abc
| []
#### FUNCNAME
f() { echo $FUNCNAME; g; echo ${FUNCNAME[0]}; }; g() { echo $FUNCNAME; }; f; echo [$FUNCNAME]
| f
| g
| f
| []
#### DEBUG and RETURN
trap 'echo debug' DEBUG; echo a; x=1; trap - DEBUG; f() { trap 'echo return' RETURN; echo in; }; f; echo out
| debug
| a
| debug
| debug
| in
| return
| out
#### functions do not have the traps for events
trap 'echo err' ERR; f() { false; echo in; }; f; false; trap 'echo ret' RETURN; g() { :; }; g; echo end
| in
| err
| end
#### descriptors in variables
exec {fd}>f; echo a >&$fd; echo b >&"$fd"; exec {fd}>&-; cat f; [ $fd -ge 10 ] && echo high; { echo c >&$out; } {out}>g; cat g
| a
| b
| high
| c
#### read from a descriptor in a variable
printf '1\n2\n' >f; exec {in}<f; read a <&$in; read b <&$in; echo $b$a
| 21
#### printf of times
printf '%(%Y-%m-%d %H:%M:%S)T|%s\n' 86400 x; printf '%(%j)T\n' 0
| 1970-01-02 00:00:00|x
| 001
#### \u in $'...', echo -e and printf
LC_ALL=C.UTF-8
echo $'\u00e9\u20ac\U0001f600'; echo -e '\u00e9'; printf '\u20ac %b\n' '\u00e9'
| é€😀
| é
| € é
#### $"..."
x=1; echo $"a $x b" "$"; echo $"it's"
| a 1 b $
| it's
#### pushd, popd, dirs
f=$PWD/f; pushd /usr >$f; pushd /bin >$f; cut -d' ' -f1,2 $f; dirs | wc -w; pushd >$f; cut -d' ' -f1,2 $f; popd | wc -w; popd >/dev/null; pwd; popd >/dev/null; popd 2>/dev/null || echo empty
| /bin /usr
| 3
| /usr /bin
| 2
| /bin
| empty
#### mapfile options
printf 'a\nb\nc\nd\n' >f; mapfile -t -n 2 x <f; echo ${x[@]} ${#x[@]}; mapfile -s 2 x <f; printf '[%s]' "${x[@]}"; mapfile -t -O 5 x <f; echo ${!x[@]}; mapfile -d b -t y <f; echo ${#y[@]}
| a b 2
| [c
| ][d
| ]0 1 5 6 7 8
| 2
#### wait -n
(exit 3) & wait -n; echo $?; wait -n 2>/dev/null; echo $?
| 3
| 127
#### declare -p of attributes
x='a "b"'; declare -p x; declare -ir n=3+4; declare -p n; declare -a a=(1 'b c'); declare -p a; export e=1; declare -p e; declare -p nosuch 2>/dev/null; echo $?
| declare -- x="a \"b\""
| declare -ir n="7"
| declare -a a=([0]="1" [1]="b c")
| declare -x e="1"
| 1
#### export -n
x=5; export x; export -n x; sh -c 'echo [$x]'; echo $x
| []
| 5
#### source with parameters
echo 'echo $# $1' >f; source ./f a b; echo $#
| 2 a
| 0
#### ${BASH_SOURCE} of the script
[ "$BASH_SOURCE" = "$0" ] && echo same; [ "${BASH_SOURCE[0]}" = "$0" ] && echo same
| same
| same
#### {x}>&- closes what a number names
exec 9>f; x=9; exec {x}>&-; echo a 2>/dev/null >&9 || echo closed
| closed
