# Corners of the grammar and of expansion, each named by its first line
#### echo ${x:-"a b" c} "${x:-"a b"}" ${x:-'a b'}
echo ${x:-"a b"  c} "${x:-"a  b"}" ${x:-'a  b'}
| a b c a  b a  b
#### set -- "a b" c; echo ${1+"$@"}; for i in ${1+"$@"}; do echo
set -- "a b" c; echo ${1+"$@"}; for i in ${1+"$@"}; do echo "[$i]"; done
| a b c
| [a b]
| [c]
#### x='a b c'; for i in $x; do for j in $x; do echo -n $i$j' ';
x='a b c'; for i in $x; do for j in $x; do echo -n $i$j' '; done; done; echo
| aa ab ac ba bb bc ca cb cc 
#### f() { echo "$#:$*"; }; f "" a ''; f $nope; f "$nope"; f $nop
f() { echo "$#:$*"; }; f "" a ''; f $nope; f "$nope"; f $nope"" ; f "a"$nope
| 3: a 
| 0:
| 1:
| 1:
| 1:a
#### a=1; { a=2; echo $a; } | cat; echo $a; (a=3); echo $a
a=1; { a=2; echo $a; } | cat; echo $a; (a=3); echo $a
| 2
| 1
| 1
#### case "a b" in "a b") echo 1;; esac; case a in a|b) echo 2;;
case "a b" in "a b") echo 1;; esac; case a in a|b) echo 2;; esac; case '[' in '[') echo 3;; esac; case ']' in []]) echo 4;; esac; case a in [!]b]) echo 5;; esac
| 1
| 2
| 3
| 4
| 5
#### case abc in a[b]c) echo 1;; esac; case 'a\c' in a\\c) echo 2
case abc in a[b]c) echo 1;; esac; case 'a\c' in a\\c) echo 2;; esac; case a-c in a[-x]c) echo 3;; esac; x='[a-c]'; case b in $x) echo 4;; esac; case b in "$x") echo no;; *) echo 5;; esac
| 1
| 2
| 3
| 4
| 5
#### echo $(( 1 ? 2 : 3 )) $(( (1,2) ))
echo $(( 1 ? 2 : 3 )) $(( (1,2) )) 
## bash: the comma is an operator of C
| 2 2
#### echo $((08))
echo $((08))
## status: 2
#### echo $((1 +)) ; echo no
echo $((1 +)) ; echo no
## status: 2
#### x=abc; echo $((x)); echo no
x=abc; echo $((x)); echo no
## bash: a value may be an expression, and a name that is unset is 0
| 0
| no
#### x=" 5 "; echo $((x+1))
x=" 5 "; echo $((x+1))
| 6
#### echo "a${x-"}"}b"
echo "a${x-"}"}b"
| a}b
#### echo "${x-a}}b" ${x-a\}b}
echo "${x-a}}b" ${x-a\}b}
| a}b a}b
#### echo "$(echo "a)b")" $(echo 'x)y')
echo "$(echo "a)b")" $(echo 'x)y')
| a)b x)y
#### echo $(
echo $(
echo a
# comment with ) paren
echo b
)
| a b
#### x=$(cat <<'E'
x=$(cat <<'E'
a $b `c`
E
); echo "$x"
| a $b `c`
#### cat <<E1 && cat <<E2
cat <<E1 && cat <<E2
one
E1
two
E2
| one
| two
#### if cat <<E; then echo yes; fi
if cat <<E; then echo yes; fi
body
E
| body
| yes
#### while read a b; do echo "$b-$a"; done <<E
while read a b; do echo "$b-$a"; done <<E
1 2
3 4 5
E
| 2-1
| 4 5-3
#### cat <<\E
cat <<\E
$x \a
E
| $x \a
#### cat <<"a b"
cat <<"a b"
text
a b
| text
#### x=1 y=2 eval 'echo $x$y'; echo [$x$y]
x=1 y=2 eval 'echo $x$y'; echo [$x$y]
| 12
| [12]
#### f() { x=5; }; x=1 f; echo $x
f() { x=5; }; x=1 f; echo $x
|
#### set -e; f() { false; echo in; }; f || echo caught; f && echo
set -e; f() { false; echo in; }; f || echo caught; f && echo x; echo end; f; echo not
## status: 1
| in
| in
| x
| end
#### set -e; (false) || true; ! false; { false; } || :; for i in
set -e; (false) || true; ! false; { false; } || :; for i in 1; do false || continue; done; echo ok; x=$(false) ; echo no
## status: 1
| ok
#### set -e; if (exit 3); then :; else echo $?; fi; while (exit 2
set -e; if (exit 3); then :; else echo $?; fi; while (exit 2); do :; done; until true; do :; done; echo $?
| 3
| 0
#### set -e; eval 'false || true'; eval false; echo no
set -e; eval 'false || true'; eval false; echo no
## status: 1
#### trap 'echo exit $?' EXIT; false
trap 'echo exit $?' EXIT; false
## status: 1
| exit 1
#### trap 'echo exit $?' EXIT; exit 5
trap 'echo exit $?' EXIT; exit 5
## status: 5
| exit 5
#### trap 'exit 9' EXIT; exit 5
trap 'exit 9' EXIT; exit 5
## status: 9
#### trap 'echo a; trap "echo b" EXIT' EXIT; exit 1
trap 'echo a; trap "echo b" EXIT' EXIT; exit 1
## status: 1
| a
#### (trap 'echo sub' EXIT; true); echo main
(trap 'echo sub' EXIT; true); echo main
| sub
| main
#### f() { trap 'echo fexit' EXIT; }; f; echo x
f() { trap 'echo fexit' EXIT; }; f; echo x
| x
| fexit
#### set -u; echo ${#nope}
set -u; echo ${#nope}
## status: 2
#### set -u; echo "$@" $#; echo $1
set -u; echo "$@" $#; echo $1
## status: 2
| 0
#### set -u; echo ${x:=5} $x; unset x; echo ${x?}; echo no
set -u; echo ${x:=5} $x; unset x; echo ${x?}; echo no
## status: 2
| 5 5
#### readonly x=1; x=2; echo no
readonly x=1; x=2; echo no
## status: 2
#### readonly x=1; x=2 true; echo no
readonly x=1; x=2 true; echo no
## status: 2
#### readonly x=1; unset x; echo no
readonly x=1; unset x; echo no
## status: 2
#### export a=1 b; b=2; env | grep '^[ab]=' | sort
export a=1 b; b=2; env | grep '^[ab]=' | sort
| a=1
| b=2
#### unset PATH; echo hi; ls
unset PATH; echo hi; ls
## status: 127
| hi
#### PATH=; ls; echo $?
PATH=; ls; echo $?
| 127
#### IFS=,; x=a,b; echo $x; echo "$x"; set -- a b; echo "$*" $*
IFS=,; x=a,b; echo $x; echo "$x"; set -- a b; echo "$*" $*
| a b
| a,b
| a,b a b
#### IFS=; set -- a b; echo "$*" $* "$@"
IFS=; set -- a b; echo "$*" $* "$@"
| ab a b a b
#### unset IFS; set -- a b; echo "$*"; x=' a b '; echo $x
unset IFS; set -- a b; echo "$*"; x=' a  b '; echo $x
| a b
| a b
#### IFS='
IFS='
'; x='a b
c d'; for i in $x; do echo "<$i>"; done
| <a b>
| <c d>
#### x=a:b; IFS=: read a b <<E
x=a:b; IFS=: read a b <<E
$x
E
echo $a $b
| a b
#### for i in a b c; do case $i in b) continue;; esac; echo $i; d
for i in a b c; do case $i in b) continue;; esac; echo $i; done
| a
| c
#### while true; do while true; do break 2; done; echo no; done;
while true; do while true; do break 2; done; echo no; done; echo y
| y
#### for i in 1 2 3; do for j in 1 2 3; do [ $j = 2 ] && continue
for i in 1 2 3; do for j in 1 2 3; do [ $j = 2 ] && continue 2; echo $i$j; done; done
| 11
| 21
| 31
#### f() { while :; do return 3; done; }; f; echo $?
f() { while :; do return 3; done; }; f; echo $?
| 3
#### f() { for i in 1 2; do (exit 4) && break; return; done; }; f
f() { for i in 1 2; do (exit 4) && break; return; done; }; f; echo $?
| 4
#### . /nonexistent; echo no
. /nonexistent; echo no
## status: 2
#### command . /nonexistent; echo $?
command . /nonexistent; echo $?
| 2
#### eval 'for i in'; echo no
eval 'for i in'; echo no
## status: 2
#### shift; echo no
shift; echo no
## status: 2
#### echo -n; echo '\0101\x' 'a\
echo -n; echo '\0101\x' 'a\
b'
| A\x a\
| b
#### printf '%d %s\n'; printf 'no newline'; printf '\n%b\n' 'a\01
printf '%d %s\n'; printf 'no newline'; printf '\n%b\n' 'a\0101b'
| 0 
| no newline
| aAb
#### printf '%d\n' abc; echo $?; printf '%z\n'; echo $?
printf '%d\n' abc; echo $?; printf '%z\n'; echo $?
| 0
| 1
| 2
#### [ 1 -eq 1 ] && [ 1 -ne 2 ] && [ " 1" -eq 1 ] && echo ok; [ 1
[ 1 -eq 1 ] && [ 1 -ne 2 ] && [ " 1" -eq 1 ] && echo ok; [ 1 -eq ]; echo $?
| ok
| 2
#### alias x='echo hi'; eval x; alias; unalias -a; alias; eval x
alias x='echo hi'; eval x; alias; unalias -a; alias; eval x
## status: 127
| hi
| x='echo hi'
#### echo a > 'f 1'; for i in f*; do cat "$i"; done; cat f\ 1
echo a > 'f 1'; for i in f*; do cat "$i"; done; cat f\ 1
| a
| a
#### mkdir -p a/b a/c; touch a/b/x a/c/y; echo a/*/; echo a/*/*;
mkdir -p a/b a/c; touch a/b/x a/c/y; echo a/*/; echo a/*/*; echo */*/x
| a/b/ a/c/
| a/b/x a/c/y
| a/b/x
#### touch '[a]' a; echo [a] '[a]' \[a] [[]a]; echo [!a]*; echo [
touch '[a]' a; echo [a] '[a]' \[a] [[]a]; echo [!a]*; echo [
| a [a] [a] [a]
| [a]
| [
#### touch .a ..b c; echo .* | tr ' ' '\n' | grep -v '^\.\.\?$';
touch .a ..b c; echo .* | tr ' ' '\n' | grep -v '^\.\.\?$'; echo [.]*; echo *
| ..b
| .a
| [.]*
| c
#### x='*'; touch f; echo $x "$x" \* "*"; y=$x; echo $y; set -f;
x='*'; touch f; echo $x "$x" \* "*"; y=$x; echo $y; set -f; echo $x
| f * * *
| f
| *
#### cd ''; echo $?; pwd | grep -c w
cd ''; echo $?; pwd | grep -c w
| 0
| 1
#### a=~ b=~/x:~/y c=x~ d=a:~; echo $a $b $c $d
a=~ b=~/x:~/y c=x~ d=a:~; echo $a $b $c $d
| / //x://y x~ a:/
#### echo a=~ --x=~/y
echo a=~ --x=~/y
| a=~ --x=~/y
#### f () { echo a; } ; f
f () { echo a; } ; f
| a
#### f ( ) { echo b; } ; f
f ( ) { echo b; } ; f
| b
#### f()
f()
{
echo c
}
f
| c
#### { echo a
{ echo a
echo b; }; ( echo c
echo d )
| a
| b
| c
| d
#### if true; then :
if true; then :
else
fi; echo no
## status: 2
#### for if in a b; do echo $if; done; if=1; echo $if
for if in a b; do echo $if; done; if=1; echo $if
| a
| b
| 1
#### echo if then else fi do done for case esac { } !
echo if then else fi do done for case esac { } !
| if then else fi do done for case esac { } !
#### true; ! true | false; echo $?
true; ! true | false; echo $?
| 0
#### a | b; echo $?
a | b; echo $?
| 127
#### echo a &&
echo a &&
# comment

echo b
| a
| b
#### echo a ; ; echo b
echo a ; ; echo b
## status: 2
#### echo "unterminated
echo "unterminated
## status: 2
#### echo 'unterminated
echo 'unterminated
## status: 2
#### echo $(unterminated
echo $(unterminated
## status: 2
#### echo `unterminated
echo `unterminated
## status: 2
#### echo ${unterminated
echo ${unterminated
## status: 2
#### cat <<E
cat <<E
no end
| no end
#### echo a; exit 3; echo )
echo a; exit 3; echo )
## status: 2
#### sleep 0.1 & p=$!; kill $p; wait $p; echo $?
sleep 0.1 & p=$!; kill $p; wait $p; echo $?
| 143
#### { sleep 0.1; echo late; } & echo early; wait
{ sleep 0.1; echo late; } & echo early; wait
| early
| late
#### kill -TERM $$; echo no
kill -TERM $$; echo no
## status: 143
#### sh -c 'kill -SEGV $$'; echo $?
sh -c 'kill -SEGV $$'; echo $?
| 139
#### kill; echo $?
kill; echo $?
| 2
#### kill -XXX 1; echo $?
kill -XXX 1; echo $?
| 2
#### x=$(exit 4); echo $?; x=5 y=$(exit 6); echo $? $x; : $(exit
x=$(exit 4); echo $?; x=5 y=$(exit 6); echo $? $x; : $(exit 7); echo $?
| 4
| 6 5
| 0
#### echo $(exit 3)$?; echo `false`$?
echo $(exit 3)$?; echo `false`$?
| 0
| 0
#### umask 27; umask; umask -S; umask a=rx; umask -S; umask u+w,g
umask 27; umask; umask -S; umask a=rx; umask -S; umask u+w,go-rwx; umask; umask 999; echo $?
| 0027
| u=rwx,g=rx,o=
| u=rx,g=rx,o=rx
| 0077
| 2
#### set -- a -b; getopts b x; echo $? $x $OPTIND
set -- a -b; getopts b x; echo $? $x $OPTIND
| 1 ? 1
#### set -- -ab; getopts ab x; echo $x; getopts ab x; echo $x; ge
set -- -ab; getopts ab x; echo $x; getopts ab x; echo $x; getopts ab x; echo $? $x
| a
| b
| 1 ?
#### read x </dev/null; echo $?
read x </dev/null; echo $?
| 1
#### printf 'a\\nb\n' | { read x; echo "$x"; }; printf 'a\\nb\n'
printf 'a\\nb\n' | { read x; echo "$x"; }; printf 'a\\nb\n' | { read -r x; printf '%s\n' "$x"; }
| anb
| a\nb
#### printf ' x y \n' | { IFS= read -r l; echo "[$l]"; }
printf '  x  y  \n' | { IFS= read -r l; echo "[$l]"; }
| [  x  y  ]
#### printf 'a b\n' | while read x; do echo $x; done
printf 'a b\n' | while read x; do echo $x; done
| a b
#### echo one two | { read -r a; echo "$a"; }
echo one two | { read -r a; echo "$a"; }
| one two
#### set -x; echo a; x=1; set +x
set -x; echo a; x=1; set +x
| a
#### set -v
set -v
echo a
set +v
| a
#### echo $((~0)) $((!1)) $((-(-3))) $((- 3)) $((+3)) $((1-1)) $(
echo $((~0)) $((!1)) $((-(-3))) $((- 3)) $((+3)) $((1-1)) $((1 - -1))
| -1 0 3 -3 3 0 2
#### i=5; echo $((i=i*2)) $((i)) $(($i)); : $((j=1)); echo $j
i=5; echo $((i=i*2)) $((i)) $(($i)); : $((j=1)); echo $j
| 10 10 10
| 1
#### x=3; echo $((x == 3 && x > 1 || 0)) $((x<<2|1)) $((x&1^1))
x=3; echo $((x == 3 && x > 1 || 0)) $((x<<2|1)) $((x&1^1))
| 1 13 0
#### f() { local x=1 y; echo $x $y; unset x; echo [$x]; }; x=g; f
f() { local x=1 y; echo $x $y; unset x; echo [$x]; }; x=g; f; echo $x
| 1
| []
| g
#### f() { local IFS=:; x=a:b; echo $x; }; f; x="c d"; echo $x
f() { local IFS=:; x=a:b; echo $x; }; f; x="c d"; echo $x
| a b
| c d
#### return 3; echo no
return 3; echo no
## status: 3
#### break; continue; echo ok
break; continue; echo ok
| ok
#### times >/dev/null; hash; echo $?
times >/dev/null; hash; echo $?
| 0
#### exec 3>f; echo x >&3; exec 3>&-; cat f; echo y >&3; echo $?
exec 3>f; echo x >&3; exec 3>&-; cat f; echo y >&3; echo $?
| x
| 2
#### exec 3<&0; exec 0</dev/null; cat; exec 0<&3; echo ok
exec 3<&0; exec 0</dev/null; cat; exec 0<&3; echo ok
| ok
#### echo x 1>&2 2>/dev/null; echo y >&-; echo $?
echo x 1>&2 2>/dev/null; echo y >&-; echo $?
| 1
#### cat < /nonexistent > out; ls
cat < /nonexistent > out; ls
#### > f; ls; >> f echo a; cat f; cat f 2>&1 1>/dev/null | cat
> f; ls; >> f echo a; cat f; cat f 2>&1 1>/dev/null | cat
| f
| a
#### echo a >f >g; cat f; cat g
echo a >f >g; cat f; cat g
| a
#### f() { cat; }; f <<E; echo z | f
f() { cat; }; f <<E; echo z | f
h
E
| h
| z
#### : > a; : >b; for i in *; do echo $i; done; rm ./*; echo *
: > a; : >b; for i in *; do echo $i; done; rm ./*; echo *
| a
| b
| *
#### echo \
echo \
a
| a
#### echo a\
echo a\
b 'c\
d'
| ab c\
| d
#### x="a
x="a
b"; echo "$x"; echo $x
| a
| b
| a b
#### echo "\$x \"q\" \\ \z" '\$x'
echo "\$x \"q\" \\ \z" '\$x'
| $x "q" \ \z \$x
#### x=a; echo "${x}b" "$x"b $x'b' ${x}${x}
x=a; echo "${x}b" "$x"b $x'b' ${x}${x}
| ab ab ab aa
#### echo ${x:+a} ${x+b} ${HOME:+home}
echo ${x:+a} ${x+b} ${HOME:+home}
| home
#### set -- 1 2 3; echo ${#} ${3} ${4-none} ${@} "${@}" "${*}"
set -- 1 2 3; echo ${#} ${3} ${4-none} ${@} "${@}" "${*}"
| 3 3 none 1 2 3 1 2 3 1 2 3
#### set -- aXb cXd; echo ${1%X*} "${1#*X}" ${2##*X}
set -- aXb cXd; echo ${1%X*} "${1#*X}" ${2##*X}
| a b d
#### x=a/b/c; echo ${x%/*} ${x%%/*} ${x#*/} ${x##*/} ${x%/} ${x%"
x=a/b/c; echo ${x%/*} ${x%%/*} ${x#*/} ${x##*/} ${x%/} ${x%"/c"}
| a/b a b/c c a/b/c a/b
#### x='a"b'; echo ${x%\"*} "${x%\"*}" "${x#*'"'}"
x='a"b'; echo ${x%\"*} "${x%\"*}" "${x#*'"'}"
| a a b
#### x=file.tar.gz; echo ${x%.*.*}; y='?'; echo ${x#$y} ${x#"$y"}
x=file.tar.gz; echo ${x%.*.*}; y='?'; echo ${x#$y} ${x#"$y"}
| file
| ile.tar.gz file.tar.gz
#### echo ${x=a b}; echo "$x"; y=${z:-a b}; echo "$y"
echo ${x=a b}; echo "$x"; y=${z:-a   b}; echo "$y"
| a b
| a b
| a   b
#### : ${v:="d e"}; echo $v; unset v; : "${v:=f g}"; echo "$v"
: ${v:="d e"}; echo $v; unset v; : "${v:=f  g}"; echo "$v"
| d e
| f  g
#### unset a; b=${a-$(echo sub)}; echo $b; echo ${a:-`echo bq`}
unset a; b=${a-$(echo sub)}; echo $b; echo ${a:-`echo bq`}
| sub
| bq
#### echo $1a ${1}a; set -- x; echo $1a "$1"a
echo $1a ${1}a; set -- x; echo $1a "$1"a
| a a
| xa xa
#### echo !x; echo a!b
echo !x; echo a!b
| !x
| a!b
#### case x in esac; echo $?; case x in x) echo a;; x) echo b; es
case x in esac; echo $?; case x in x) echo a;; x) echo b; esac
| 0
| a
#### case in in in) echo in;; esac
case in in in) echo in;; esac
| in
#### case x in
case x in
 x) echo a ;;
 # comment
 y) ;;
esac
| a
#### while false; do echo; done </nonexistent; echo $?
while false; do echo; done </nonexistent; echo $?
| 2
#### { echo a; } </nonexistent; echo $?; if true </nonexistent; t
{ echo a; } </nonexistent; echo $?; if true </nonexistent; then echo x; else echo y; fi
| 2
| y
#### f() { echo a; } >f1; f; cat f1; f() { echo $1; } 2>&1; f z
f() { echo a; } >f1; f; cat f1; f() { echo $1; } 2>&1; f z
| a
| z
#### foo=bar; foo() { echo fn; }; foo; echo $foo
foo=bar; foo() { echo fn; }; foo; echo $foo
| fn
| bar
#### eval "f() { echo '$HOME'; }"; f; eval 'x=$(echo "a b")'; ech
eval "f() { echo '$HOME'; }"; f; eval 'x=$(echo "a b")'; echo "$x"
| /
| a b
#### eval; echo $?; eval ''; echo $?; false; eval; echo $?; false
eval; echo $?; eval ''; echo $?; false; eval; echo $?; false; eval ''; echo $?
| 0
| 0
| 0
| 0
#### false; :; echo $?; false; x=1; echo $?; false; x=$(true); ec
false; :; echo $?; false; x=1; echo $?; false; x=$(true); echo $?
| 0
| 0
| 0
#### false; f() { echo $?; }; f; false; (echo $?); false; echo $(
false; f() { echo $?; }; f; false; (echo $?); false; echo $(echo $?); if false; then :; fi; echo $?
| 0
| 1
| 1
| 0
#### sh -c 'echo $0; echo $@' a b c; sh -c 'exit 256'; echo $?
sh -c 'echo $0; echo $@' a b c; sh -c 'exit 256'; echo $?
| a
| b c
| 0
#### echo 'echo sourced $#; x=2' > lib; x=1; . ./lib; echo $x; se
echo 'echo sourced $#; x=2' > lib; x=1; . ./lib; echo $x; set -- p q; . ./lib
| sourced 0
| 2
| sourced 2
#### echo 'return 5' > lib; . ./lib; echo $?; f() { . ./lib; echo
echo 'return 5' > lib; . ./lib; echo $?; f() { . ./lib; echo after; }; f
| 5
| after
#### nosuch | cat; echo $?; nosuch & wait $!; echo $?
nosuch | cat; echo $?; nosuch & wait $!; echo $?
| 0
| 127
#### x=1; x=2 nosuch; echo $x; x=3 command :; echo $x
x=1; x=2 nosuch; echo $x; x=3 command :; echo $x
| 1
| 1
#### "" ; echo $?; ' '; echo $?
"" ; echo $?; ' '; echo $?
| 127
| 127
#### ./; echo $?; /; echo $?; ./nosuch; echo $?
./; echo $?; /; echo $?; ./nosuch; echo $?
| 126
| 126
| 127
#### equivalence classes and collating symbols
for i in a b - ]; do case $i in [[=a=]b]) echo 1 $i;; [[.-.]]) echo 2 $i;; [[.].]]) echo 3 $i;; esac; done
## bash: XCU 2.13.1 and XBD 9.3.5; dash has none
| 1 a
| 1 b
| 2 -
| 3 ]
#### ranges between collating symbols
case c in [[.a.]-[.d.]]) echo in;; esac; case e in [[.a.]-[.d.]]) ;; *) echo out;; esac
## bash: XBD 9.3.5; dash has none
| in
| out
#### . and .. are not among the names that a pattern matches
: >.a; echo .*; mkdir d; : >d/.b; echo d/.*
## bash: new in Issue 8
| .a
| d/.b
