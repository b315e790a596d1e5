# XCU 2.14 Special built-in utilities, and the other builtins
#### colon
: a b; echo $?
| 0
#### eval
x='echo a; echo b'; eval $x; eval 'y=5' z=6; echo $y $z; eval; echo $?
| a
| b
| 5 6
| 0
#### eval builds a name
n=v; eval "$n=7"; eval echo \$$n
| 7
#### eval status
eval false; echo $?; eval 'exit 3' | cat; echo next
| 1
| next
#### dot
echo 'x=1; echo in $1' > s; set -- arg; . ./s; echo $x
| in arg
| 1
#### return from a dot script
echo 'echo a; return 4; echo b' > s; . ./s; echo $?
| a
| 4
#### dot that is missing ends the shell
(. ./missing; echo not here) 2>/dev/null; echo $?
| 2
#### exec replaces
(exec echo replaced; echo not here)
| replaced
#### exec of a missing command
(exec nosuchcommand; echo not here) 2>/dev/null; echo $?
| 127
#### export lists nothing unset
export FOO='a b'; export -p | grep FOO
| export FOO='a b'
#### export and unset
export X=1; unset X; sh -c 'echo [$X]'; X=2; sh -c 'echo [$X]'
| []
| []
#### export before assignment
export Y; Y=5; sh -c 'echo $Y'
| 5
#### readonly lists
readonly R=5; readonly -p | grep R=
| readonly R='5'
#### set with parameters
set a b c; echo $# $2; set -- -x y; echo $1; set --; echo $#
| 3 b
| -x
| 0
#### set lists variables
zz='it'\''s'; set | grep ^zz=
| zz='it'"'"'s'
#### set options by name
set -o noglob; echo *; set +o noglob; case $- in *f*) echo f;; *) echo none;; esac
| *
| none
#### set combines options and parameters
set -f a b; echo $# $-; set +f
| 2 f
#### allexport
set -a; V=1; set +a; W=2; sh -c 'echo $V [$W]'
| 1 []
#### shift too far
(set -- a; shift 2; echo not here) 2>/dev/null; echo $?
| 2
#### trap on exit
(trap 'echo bye' EXIT; echo hi)
| hi
| bye
#### trap on exit keeps the status
(trap 'echo st $?' 0; exit 3); echo $?
| st 3
| 3
#### trap with a signal
trap 'echo got' USR1; kill -USR1 $$; echo after
| got
| after
#### trap ignoring
trap '' TERM; kill -TERM $$; echo alive
| alive
#### trap reset
(trap 'echo no' TERM; trap - TERM; kill -TERM $$; echo not here) 2>/dev/null; echo $?
## status: 143
| not here
#### trap lists
trap 'echo "x y"' INT; trap; trap - INT; trap
| trap -- 'echo "x y"' INT
#### traps are reset in subshells
trap 'echo outer' EXIT; (echo in); echo $(echo sub); trap - EXIT
| in
| sub
#### trap by number
trap 'echo two' 2; kill -2 $$; echo next
| two
| next
#### signal during wait
trap 'echo caught' TERM; (sleep 0.1; kill -TERM $$) & wait; echo ok; wait
| caught
| ok
#### unset of functions and variables
f() { echo f; }; f=1; unset f; f; unset -f f; f 2>/dev/null; echo $?
| f
| 127
#### times prints four numbers
times | wc -l
| 2
#### cd and PWD
mkdir -p a/b; cd a/b; echo ${PWD##*/}; cd ..; echo ${PWD##*/}; cd -  >/dev/null; echo ${PWD##*/}
| b
| a
| b
#### cd without a name
HOME=/; cd; pwd
| /
#### cd dot and slashes
cd /; cd .//bin/../; pwd; cd ./bin/./.; echo $OLDPWD
| /
| /
#### cd failing
cd /no/such 2>/dev/null; echo $?
| 2
#### cd follows the logical path
mkdir -p real/deep; ln -s real/deep link; cd link; cd ..; ls -d link
| link
#### cd -P
mkdir real; ln -s real link; cd -P link; echo ${PWD##*/}
| real
#### CDPATH
mkdir -p base/target; CDPATH=base; cd target > out; echo ${PWD##*/}
| target
#### pwd
cd /; pwd; pwd -P
| /
| /
#### echo
echo; echo a  b; echo -n x; echo y; echo -x
|
| a b
| xy
| -x
#### echo escapes
echo 'a\tb\nc\\d\0101'; echo 'stop\chere'; echo next
| a	b
| c\dA
| stopnext
#### test of strings
for a in '' x; do [ "$a" ]; echo $?; [ -z "$a" ]; echo $?; [ -n "$a" ]; echo $?; done
| 1
| 0
| 1
| 0
| 1
| 0
#### test comparing strings
[ a = a ]; echo $?; [ a != a ]; echo $?; [ a = b ]; echo $?; [ "" = "" ]; echo $?
| 0
| 1
| 1
| 0
#### test of numbers
for o in -eq -ne -lt -le -gt -ge; do [ 5 $o 10 ]; echo $o $?; done; [ -3 -lt 2 ]; echo $?; [ 010 -eq 10 ]; echo $?
| -eq 1
| -ne 0
| -lt 0
| -le 0
| -gt 1
| -ge 1
| 0
| 0
#### test of files
echo x > f; mkdir d; ln -s f l; for o in -e -f -d -s -r -w -h -L; do for n in f d l none; do test $o $n && echo $o $n; done; done
## status: 1
| -e f
| -e d
| -e l
| -f f
| -f l
| -d d
| -s f
| -s d
| -s l
| -r f
| -r d
| -r l
| -w f
| -w d
| -w l
| -h l
| -L l
#### test of permissions
echo x > f; chmod 755 f; [ -x f ] && echo x; chmod 644 f; [ -x f ] || echo no
| x
| no
#### test by number of arguments
[ ]; echo $?; [ ! ]; echo $?; [ ! x ]; echo $?; [ -n ]; echo $?; [ ! a = b ]; echo $?; [ "(" a ")" ]; echo $?; [ -f = -f ]; echo $?
| 1
| 0
| 1
| 0
| 0
| 0
| 0
#### test with and, or, parentheses
[ a = a -a b = b ]; echo $?; [ a = b -o b = b ]; echo $?; [ ! a = b -a \( x = y -o z \) ]; echo $?
| 0
| 0
| 0
#### test with bad numbers
[ x -eq 1 ] 2>/dev/null; echo $?; [ a b c ] 2>/dev/null; echo $?; [ a = a 2>/dev/null; echo $?
| 2
| 2
| 2
#### printf strings
printf '%s-%s\n' a b c; printf 'x\n'; printf '%5s|%-5s|%.2s\n' ab ab abc
| a-b
| c-
| x
|    ab|ab   |ab
#### printf numbers
printf '%d %i %u %o %x %X\n' 10 -5 7 8 255 255; printf '%5d|%-5d|%05d|%+d|% d\n' 42 42 42 42 42
| 10 -5 7 10 ff FF
|    42|42   |00042|+42| 42
#### printf alternate forms and precision
printf '%#o %#x %.3d %5.2d|%-6.3d|\n' 8 255 5 5 5; printf '%x\n' 0x1F; printf '%d\n' 010 "'A"
| 010 0xff 005    05|005   |
| 1f
| 8
| 65
#### printf escapes
printf 'a\tb\\n\101\n'; printf '%b' 'x\ty\n'; printf '%b' 'one\ctwo'; echo
| a	b\nA
| x	y
| one
#### printf width from an argument
printf '%*d|%-*d|\n' 5 42 5 42; printf '%.*s\n' 2 abcdef
|    42|42   |
| ab
#### printf without arguments
printf '%s|%d|\n'; printf '%%\n'; printf '%c%c\n' abc d
| |0|
| %
| ad
#### printf bad number
printf '%d\n' 5x 2>/dev/null; echo $?
| 5
| 1
#### printf reuses the format
printf '%s,' a b c; echo; printf '(%s %s)' 1 2 3; echo
| a,b,c,
| (1 2)(3 )
#### read
printf 'a b c\nd\n' > f; { read x y; echo "[$x][$y]"; read x y; echo "[$x][$y]"; read x; echo $? "[$x]"; } < f
| [a][b c]
| [d][]
| 1 []
#### read and backslashes
printf 'a\\b\\ c d\\\ne\n' > f; read x y < f; echo "[$x][$y]"; read -r x y < f; printf '%s\n' "[$x][$y]"
| [ab c][de]
| [a\b\][c d\]
#### read with IFS
echo 'a:b::c' > f; IFS=: read x y z < f; echo "[$x][$y][$z]"; IFS= read x < f; echo "$x"
| [a][b][:c]
| a:b::c
#### read keeps inner blanks in the last variable
echo '  a   b   c  ' > f; read x y < f; echo "[$x][$y]"; read x < f; echo "[$x]"
| [a][b   c]
| [a   b   c]
#### read without a final newline
printf 'abc' > f; read x < f; echo $? $x
| 1 abc
#### read fewer fields
echo one > f; read x y z < f; echo "[$x][$y][$z]"
| [one][][]
#### read separators at the end
echo 'a:b:' > f; IFS=: read x y < f; echo "[$x][$y]"; echo 'a:b:c:' > f; IFS=: read x y < f; echo "[$x][$y]"
| [a][b]
| [a][b:c:]
#### getopts
set -- -a -b val -cd rest; while getopts ab:cd o; do echo $o $OPTARG; done; echo $OPTIND; shift $((OPTIND-1)); echo $*
| a
| b val
| c
| d
| 5
| rest
#### getopts joined argument and end mark
set -- -bval -a -- -c; while getopts ab:c o; do echo $o $OPTARG; done; shift $((OPTIND-1)); echo $*
| b val
| a
| -c
#### getopts with errors
set -- -x -b; while getopts :ab: o; do echo "$o $OPTARG"; done; OPTIND=1; while getopts ab: o 2>/dev/null; do echo "$o [$OPTARG]"; done
| ? x
| : b
| ? []
| ? []
#### getopts with arguments of its own
getopts xy o -y -x; echo $o; getopts xy o -y -x; echo $o; getopts xy o -y -x; echo $? $o
| y
| x
| 1 ?
#### umask
umask 022; umask; umask -S; umask u=rwx,g=rx,o=; umask; umask g+w; umask; touch f; ls -l f | cut -c1-10
| 0022
| u=rwx,g=rx,o=rx
| 0027
| 0007
| -rw-rw----
#### wait for several
(exit 3) & a=$!; (exit 4) & b=$!; wait $a; echo $?; wait $b; echo $?; wait 99999; echo $?
| 3
| 4
| 127
#### kill by name and number
sleep 5 & kill $!; wait $! 2>/dev/null; echo $?; sleep 5 & kill -s KILL $!; wait $! 2>/dev/null; echo $?; kill -0 $$; echo $?
| 143
| 137
| 0
#### kill names a status
kill -l 9; kill -l 143
| KILL
| TERM
#### command looks past functions
echo() { :; }; command echo real; unset -f echo
| real
#### command -v
command -v cd; command -v nosuch; echo $?; f() { :; }; command -v f; command -v if; case $(command -v ls) in */ls) echo path;; esac
| cd
| 127
| f
| if
| path
#### type
type cd : if | sed 's/ a special/ a/'; f() { :; }; type f; type nosuch >/dev/null 2>&1; echo $?
| cd is a shell builtin
| : is a shell builtin
| if is a shell keyword
| f is a shell function
| 127
#### alias
alias hi='echo hello'
hi there
alias hi
unalias hi
hi 2>/dev/null; echo $?
| hello there
| hi='echo hello'
| 127
#### alias that ends in a blank
alias run='echo ' word=expanded
run word word
| expanded word
#### alias of itself
alias echo='echo x'
echo y
| x y
#### alias in the middle is not one
alias a=b
echo a; x=a; echo $x
| a
| a
#### alias with a keyword
alias start='if true; then'
start echo yes; fi
| yes
#### true and false
true; echo $?; false; echo $?
| 0
| 1
#### local in nested functions
f() { local v=1; g; echo f $v; }; g() { local v=2; h; }; h() { echo h $v; v=3; }; v=0; f; echo $v
| h 2
| f 1
| 0
#### local keeps unset apart
f() { local z; z=1; }; f; echo ${z-unset}
| unset
#### break outside a loop is harmless
break; echo here; f() { break; echo there; }; for i in 1; do f; done
| here
| there
#### hash
hash -r; echo $?
| 0
