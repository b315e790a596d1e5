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
#### braces for positional parameters above nine
set -- a b c d e f g h i j k; echo $10 ${10} ${11} ${12}-
| a0 j k -
#### number of parameters
set -- a 'b c' ''; echo $# ${#}; set --; echo $#
| 3 3
| 0
#### at and star without quotes
set -- 'a b' c; for i in $@; do echo "[$i]"; done; for i in $*; do echo "[$i]"; done
| [a]
| [b]
| [c]
| [a]
| [b]
| [c]
#### at and star in quotes
set -- 'a b' c; for i in "$@"; do echo "[$i]"; done; for i in "$*"; do echo "[$i]"; done
| [a b]
| [c]
| [a b c]
#### at with text around
set -- a b c; for i in "x$@y"; do echo "[$i]"; done
| [xa]
| [b]
| [cy]
#### at with no parameters and text around
set --; for i in "x$@y"; do echo "[$i]"; done; for i in "$@"; do echo no; done; for i in "$@"""; do echo "[$i]"; done
| [xy]
| []
#### twice at in one word
set -- a b; for i in "$@$@"; do echo "[$i]"; done
| [a]
| [ba]
| [b]
#### star joins with the first character of IFS
set -- a b c; IFS=:-; echo "$*"; IFS=; echo "$*"; unset IFS; echo "$*"
| a:b:c
| abc
| a b c
#### at in an assignment
set -- 'a  b' c; x=$@; echo "$x"; x="$@"; echo "$x"
| a  b c
| a  b c
#### star in an assignment with another IFS
set -- a b; IFS=:; x=$*; echo "$x"; x="$*"; echo "$x"
| a:b
| a:b
#### star unquoted with a separator that is not blank
set -- a b; IFS=:; echo $*; printf '[%s]' $*; echo
| a b
| [a][b]
#### star with empty parameters
set -- '' a ''; IFS=:; echo "$*"; for i in $*; do echo "[$i]"; done
| :a:
| [a]
#### at unquoted drops empty parameters
set -- '' a ''; for i in $@; do echo "[$i]"; done; for i in "$@"; do echo "[$i]"; done
| [a]
| []
| [a]
| []
#### at in a here-document
set -- a b; cat <<X
$@ $* "$@"
X
| a b a b "a b"
#### at in a case word
set -- a b; case $@ in 'a b') echo y;; esac; case "$*" in 'a b') echo z;; esac
| y
| z
#### shift changes the parameters
set -- a b c; shift; echo $1 $#; shift 2; echo $#; shift 0; echo $?
| b 2
| 0
| 0
#### question mark is the last status
(exit 3); echo $?; echo $?; false; x=$?; echo $x
| 3
| 0
| 1
#### dollar is the same in a subshell
a=$$; b=$(echo $$); c=`(echo $$)`; [ $a = $b ] && [ $b = $c ] && echo same
| same
#### exclamation mark is the process of the background list
true & p=$!; wait $p; echo $?; case $p in *[!0-9]*|'') echo bad;; *) echo good;; esac
| 0
| good
#### minus holds the options
set -u -f; case $- in *u*) case $- in *f*) echo both;; esac;; esac; set +u +f; case $- in *[uf]*) echo no;; *) echo off;; esac
| both
| off
#### zero is the script, its name or the word after -c
printf 'echo $0\n' >s; sh s; sh ./s; sh -c 'echo $0 $1' n a; sh <s | sed 's/.*sh/sh/'
| s
| ./s
| n a
| sh
#### zero in a function is still the script
f() { echo $0; }; printf 'f() { echo $0; }; f\n' >s; sh s
| s
#### unset variables are empty
echo "[$nope]" [${nope}]
| [] []
#### names end where they cannot go on
a=1; a_b=2; echo $a-b $a_b ${a}_b $a.b $a/b
| 1-b 2 1_b 1.b 1/b
#### default
x=; echo ${u-d} ${u:-d} [${x-d}] ${x:-d}; y=1; echo ${y-d} ${y:-d}
| d d [] d
| 1 1
#### default is not expanded if it is not needed
y=1; echo ${y:-$(echo side >&2)} ${y-$((z=5))}; echo [$z]
| 1 1
| []
#### assign
echo ${u=a} $u ${v:=b} $v; x=; echo [${x=c}] [$x] ${x:=d} $x
| a a b b
| [] [] d d
#### assignment default to a positional parameter is an error
sh -c 'echo ${1:=a}; echo no' 2>/dev/null; echo $?
| 2
#### error if unset
sh -c 'echo ${u?gone}; echo no' 2>/dev/null; echo $?; sh -c 'x=; echo [${x?}]; echo ${x:?}; echo no' 2>/dev/null; echo $?
| 2
| []
| 2
#### error message of the question mark
sh -c 'echo ${u?gone away}' 2>&1 | sed 's/.*gone/gone/'; sh -c 'echo ${u:?}' 2>&1 | sed 's/.*u: /u: /'
| gone away
| u: parameter not set or null
#### error in a subshell ends the subshell only
(echo ${u?}) 2>/dev/null; echo $?
| 2
#### alternative
x=; y=1; echo [${u+a}] [${u:+a}] [${x+a}] [${x:+a}] [${y+a}] [${y:+a}]
| [] [] [a] [] [a] [a]
#### alternative with several words
y=1; for i in ${y+a b "c d"}; do echo "[$i]"; done
| [a]
| [b]
| [c d]
#### nested defaults, more
echo ${a-${b-${c-d}}} ${a:-"${b:-'x'}"}
| d 'x'
#### length, more
x=abc; y=; echo ${#x} ${#y} ${#u}; set -- ab c; echo ${#1} ${#2} ${#3} ${#}
| 3 0 0
| 2 1 0 2
#### length of special parameters, more
true; echo ${#?} ${#0} | sed 's/ .*//'; set -- a b; echo ${#} ${##}
| 1
| 2 1
#### suffixes
x=a.b.c; echo ${x%.*} ${x%%.*} ${x%c} ${x%x} [${x%*}] [${x%%*}]
| a.b a a.b. a.b.c [a.b.c] []
#### prefixes
x=a/b/c; echo ${x#*/} ${x##*/} ${x#a} ${x#x} [${x#*}] [${x##*}]
| b/c c /b/c a/b/c [a/b/c] []
#### trimming with classes and brackets
x=abc123; echo ${x%%[0-9]*} ${x##*[a-z]} ${x#[[:alpha:]]} ${x%[!0-9]}
| abc 123 bc123 abc123
#### trimming with a question mark
x=abcd; echo ${x#?} ${x%?} ${x#??} ${x%%???}
| bcd abc cd a
#### trimming with expansions as patterns
x=abcabc; p='a*'; echo ${x#$p} [${x##$p}] ${x#"$p"}; echo ${x%$(echo c)}
| bcabc [] abcabc
| abcab
#### trimming an unset or empty variable
echo [${u#a}] [${u%a}]; x=; echo [${x#*}]
| [] []
| []
#### trimming positional parameters
set -- a.b c.d; echo ${1%.*} ${2#*.}
| a d
#### path idioms
p=/usr/local/lib.tar.gz; echo ${p##*/} ${p%/*} ${p##*.} ${p%.gz}
| lib.tar.gz /usr/local gz /usr/local/lib.tar
#### trimming result is split unless quoted
x='a b c'; for i in ${x%c}; do echo "[$i]"; done; for i in "${x%c}"; do echo "[$i]"; done
| [a]
| [b]
| [a b ]
#### the word undergoes tilde expansion
HOME=/h; echo ${u:-~} ${u:-~/x} "${u:-~}"
| /h /h/x ~
#### the word undergoes arithmetic and command substitution
echo ${u:-$((1+2))} ${u:-$(echo a)} ${u:-`echo b`}
| 3 a b
#### blanks in the word
echo ${u:-a   b} "${u:-a   b}" ; for i in ${u:-a   "b  c"}; do echo "[$i]"; done
| a b a   b
| [a]
| [b  c]
#### quotes in the word with double quotes around
echo "${u:-"a  b"}" "${u:-a"b"c}"
| a  b abc
#### nested braces
x=1; echo ${u:-{a}} ${x:+{b}
| {a} {b
#### bad substitution, more
sh -c 'echo ${x!y}; echo no' 2>/dev/null; echo $?; sh -c 'echo ${}' 2>/dev/null; echo $?; sh -c 'echo ${-x' 2>/dev/null; echo $?
| 2
| 2
| 2
#### a bad substitution that is never reached
false && echo ${x!y}; echo ok
| ok
#### set -u
sh -uc 'echo $u; echo no' 2>/dev/null; echo $?; sh -uc 'echo ${u-d} ${u:-e} ${u+f} $# "$@" $*'; echo $?
| 2
| d e 0
| 0
#### set -u with trimming, length and arithmetic
sh -uc 'echo ${#u}' 2>/dev/null; echo $?; sh -uc 'echo ${u#a}' 2>/dev/null; echo $?; sh -uc 'echo $1' 2>/dev/null; echo $?
| 2
| 2
| 2
#### set -u with the last background process
sh -uc 'echo $!' 2>/dev/null; echo $?
| 2
#### IFS is not taken from the environment
IFS=x sh -c 'v=axb; echo $v; printf "%s" "$IFS" | od -An -c'
| axb
|       \t  \n
#### PPID
sh -c 'echo $PPID' | { read p; [ "$p" -gt 0 ] && echo ok; }; [ "$(echo $PPID)" = $PPID ] && echo same
| ok
| same
#### LINENO
echo $LINENO
echo $LINENO; f() { echo $LINENO; }
f
## bash: POSIX has LINENO, this build of dash does not
| 1
| 2
| 2
#### LINENO in a script file
printf '\n\necho $LINENO\n(echo $LINENO)\n{\necho $LINENO\n}\n' >s; sh s
## bash: POSIX has LINENO, this build of dash does not
| 3
| 4
| 6
#### PWD and OLDPWD
mkdir d; a=$PWD; cd d; [ "$PWD" = "$a/d" ] && echo ok; [ "$OLDPWD" = "$a" ] && echo ok; cd - >/dev/null; [ "$PWD" = "$a" ] && echo ok
| ok
| ok
| ok
#### PATH
mkdir d; printf '#!/bin/sh\necho found\n' >d/cmd; chmod +x d/cmd; PATH=$PWD/d:$PATH; cmd; PATH=; cmd 2>/dev/null; echo $?
| found
| 127
#### an empty part of PATH is here
printf '#!/bin/sh\necho here\n' >cmdx; chmod +x cmdx; PATH=:$PATH; cmdx
| here
#### PS4
PS4='[$((1+1))] '; set -x; echo a 2>/dev/null; set +x 2>/dev/null; (set -x; : b) 2>&1 | sed 's/.*://'
| a
|  b
#### assignments in a row
a=1 b=2 c=$a$b; echo $a $b $c
| 1 2 12
#### assignment with nothing
a= ; echo [$a] $?; a= b=; echo $?
| [] 0
| 0
#### assignment of a substitution has its status
a=$(false); echo $?; a=$(exit 5) b=$(true); echo $?; a=`exit 6`; echo $?
| 1
| 0
| 6
#### assignment words are not split and not globbed
x='a  b *'; y=$x; echo "$y"; z=*; echo "$z"
| a  b *
| *
#### a later assignment wins
a=1 a=2; echo $a
| 2
#### names with digits and underscores
_a1=x; a_=y; A9=z; echo $_a1$a_$A9
| xyz
#### an assignment with an invalid name is a command
1a=b 2>/dev/null; echo $?; a-b=c 2>/dev/null; echo $?
| 127
| 127
#### assignment after the command name is an argument
echo a=b; f() { echo $1; }; f x=y; echo [$x]
| a=b
| x=y
| []
#### quoted equals or name is no assignment
a\=b 2>/dev/null; echo $?; 'a'=b 2>/dev/null; echo $?; "a=b" 2>/dev/null; echo $?
| 127
| 127
| 127
#### expansion result is no assignment
v=a=b; $v 2>/dev/null; echo $? [$a]
| 127 []
