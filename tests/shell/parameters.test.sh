# XCU 2.5 Parameters and variables, 2.6.2 Parameter expansion
#### unset is empty
echo "[$nothing]" [${nothing}]
| [] []
#### default value
unset x; y=; echo ${x-d} ${x:-d} [${y-d}] ${y:-d}
| d d [] d
#### default that is not needed has no effect
x=1; n=0; echo ${x:-$((n=5))} $n
| 1 0
#### assign default
unset x; echo ${x=first} ${x=second} $x; y=; echo ${y:=third} $y
| first first first
| third third
#### alternative value
x=1; y=; unset z; echo [${x+a}] [${x:+a}] [${y+a}] [${y:+a}] [${z+a}]
| [a] [a] [a] [] []
#### error when unset ends the shell
(echo ${x?no x}; echo not here) 2>/dev/null; echo $?
| 2
#### error with a colon for an empty one
y=; (: ${y?fine}; echo here; : ${y:?empty}; echo not here) 2>/dev/null; echo $?
| here
| 2
#### length
x=hello; echo ${#x} ${#nothing}; set -- a b c; echo ${#} ${#1}
| 5 0
| 3 1
#### remove smallest suffix
x=a.b.c; echo ${x%.*} ${x%c} ${x%x} ${x%%.*}
| a.b a.b. a.b.c a
#### remove smallest prefix
x=/usr/local/bin; echo ${x#*/} ${x##*/} ${x#/usr} ${x#zzz}
| usr/local/bin bin /local/bin /usr/local/bin
#### pattern in a variable and quoted
p='*'; x='a*b*c'; echo "${x#*"$p"}" "${x#*$p}" "${x%'*'*}"
| b*c a*b*c a*b
#### nested defaults
unset a b; echo ${a:-${b:-deep}} ${a:-"${b:-q r}"}
| deep q r
#### quoted words in a default split or not
set -- ${nope:-a b "c d"}; echo $#; set -- "${nope:-a b}"; echo $#
| 3
| 1
#### a brace in quotes does not end the expansion
echo ${nope:-'}'} "${nope:-a}b}" ${nope:-\}}
| } ab} }
#### positional parameters beyond nine
set -- 1 2 3 4 5 6 7 8 9 ten eleven; echo $10 ${10} ${11}
| 10 ten eleven
#### all parameters quoted
set -- 'a b' '' c; for i in "$@"; do echo "[$i]"; done
| [a b]
| []
| [c]
#### all parameters joined
set -- 'a b' c; echo "$*"; IFS=-; echo "$*"; IFS=; echo "$*"
| a b c
| a b-c
| a bc
#### all parameters unquoted
set -- 'a b' '' c; for i in $@; do echo "[$i]"; done; for i in $*; do echo "<$i>"; done
| [a]
| [b]
| [c]
| <a>
| <b>
| <c>
#### no parameters quoted vanish
set --; for i in "$@"; do echo never; done; set -- "$@" x; echo $#
| 1
#### text around quoted parameters
set -- a b c; for i in "x$@y"; do echo $i; done
| xa
| b
| cy
#### text around no parameters
set --; for i in "x$@y"; do echo $i; done; set -- "$@"""; echo $#
| xy
| 1
#### number of parameters after shift
set -- a b c; shift; echo $# $1; shift 2; echo $# [$1]
| 2 b
| 0 []
#### exit status parameter
false; echo $?; true; echo $?; (exit 7); echo $?
| 1
| 0
| 7
#### process id is the same in a subshell
a=$$; b=$(echo $$); [ $a = $b ] && echo same
| same
#### last background process
sleep 0 & a=$!; wait $a; echo $?; [ $a -gt 1 ] && echo ok
| 0
| ok
#### option letters
set -f; case $- in *f*) echo on;; esac; set +f; case $- in *f*) echo on;; *) echo off;; esac
| on
| off
#### name of the shell
sh -c 'echo $0 $1' name arg
| name arg
#### assignments in order
a=1 b=$a c=$b$a; echo $a $b $c
| 1 1 11
#### assignment keeps blanks
x='a  b'; y=$x; echo "$y"; z=$y$y; echo "$z"
| a  b
| a  ba  b
#### readonly cannot be assigned
(readonly x=1; x=2; echo not here) 2>/dev/null; echo $?
| 2
#### readonly cannot be unset
(readonly x=1; unset x; echo not here) 2>/dev/null; echo $?
| 2
#### unset variable
x=1; unset x; echo ${x-gone}
| gone
#### export reaches a command
x=1; export x; y=2; sh -c 'echo $x [$y]'
| 1 []
#### assignment before a command reaches it alone
x=1 sh -c 'echo $x'; echo [$x]
| 1
| []
#### assignment before a builtin is temporary
x=1; x=2 true; echo $x
| 1
#### assignment before a special builtin stays
x=1; x=2 :; echo $x
| 2
#### assignment before a function is temporary
f() { echo in $x; }; x=1; x=2 f; echo $x
| in 2
| 1
#### nounset
set -u; x=; echo [$x]; (echo $nope; echo not here) 2>/dev/null; echo $?
| []
| 2
#### nounset and defaults
set -u; echo ${nope-d} ${nope:+x} "$@"
| d
#### pattern removal with question marks and brackets
x=abc123; echo ${x%[0-9]*} ${x%%[0-9]*} ${x#???} ${x#[!a]}
| abc12 abc 123 abc123
#### length of special parameters
set -- abc de; echo ${#1} ${#2} ${#?}
| 3 2 1
#### prefix and suffix of empty
x=; echo [${x#a}] [${x%a}] [${x##*}]
| [] [] []
#### removing everything
x=abc; echo [${x#*}] [${x##*}] [${x%*}] [${x%%*}]
| [abc] [] [abc] []
#### star in quotes is literal in removal
x='ab*cd'; echo ${x%'*'*} ${x%"*"*} ${x#*\*}
| ab ab cd
#### tilde in a default
HOME=/h; echo ${nope:-~} ${nope:-~/x}
| /h /h/x
#### bad substitution
(eval 'echo ${a!b}'; echo not here) 2>/dev/null; echo $?
| 2
#### error message of a missing parameter
(: ${x?is needed}) 2>&1 | sed 's/.*: x/x/'
| x: is needed
#### assignment value is not split or globbed
x=*; y="a   b"; z=$y; echo "$z"; [ "$x" = '*' ] && echo star
| a   b
| star
#### star joins in an assignment
set -- 'a b' c; IFS=:; x=$*; y="$*"; echo "$x"; echo "$y"
| a b:c
| a b:c
#### tilde in an assigned default
HOME=/h; echo a${u:=~}b $u ${v:=~/x} $v
| a/hb /h /h/x /h/x
#### a pattern that is not needed is not expanded
v=abc; echo [${u#$((v))}] ok
| [] ok
#### a blank value is zero in arithmetic
v=' '; echo $((v + 1))
| 1
