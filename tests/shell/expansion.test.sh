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
#### tilde only at the beginning of a word
HOME=/h; echo ~ ~/a a~ "~" '~' \~ ~"/a" x/~
| /h /h/a a~ ~ ~ ~ ~/a x/~
#### tilde in assignments and after colons
HOME=/h; a=~; b=~/x:~/y; c=x~:~; echo $a $b $c; d="~"; echo $d; e=a:'~'; echo $e
| /h /h/x:/h/y x~:/h
| ~
| a:~
#### tilde is not expanded in arguments that look like assignments
HOME=/h; echo a=~
| a=~
#### tilde after export
HOME=/h; export a=~; echo $a
| /h
#### tilde of a known and an unknown user
[ "$(echo ~root)" != '~root' ] && echo y; echo ~nosuchuser/x
| y
| ~nosuchuser/x
#### tilde with a quoted part is a word
HOME=/h; echo ~'x' ~\root "~root"
| ~x ~root ~root
#### tilde with HOME empty
HOME=; echo "[$(echo ~)]" ~/x
| [] /x
#### tilde result is not split or globbed
HOME='/a  *'; for i in ~; do echo "[$i]"; done
| [/a  *]
#### tilde in a case word, pattern and redirection
HOME=$PWD; case ~ in ~) echo y;; esac; echo a >~/f; cat f
| y
| a
#### tilde in for and in here-document
HOME=/h; for i in ~ ~/b; do echo $i; done; cat <<X
~ ${u:-~}
X
| /h
| /h/b
| ~ ~
#### command substitution with several lines
echo "$(echo a; echo b)"; echo $(echo a; echo b)
| a
| b
| a b
#### command substitution removes all newlines at the end
x=$(printf 'a\n\n\n'); echo "[$x]"; x=$(printf '\n\na'); echo "[$x]"; x=$(printf '\n'); echo "[$x]"
| [a]
| [
|
| a]
| []
#### command substitution keeps inner blanks in quotes
echo "$(printf 'a  b\n\n c')"
| a  b
|
|  c
#### command substitution of nothing
echo a$()b "`"`"c" 2>/dev/null || echo err
## status: 2
#### blank and comment only substitutions
echo [$( )] [$( # c
)] [` `]
| [] [] []
#### status of the last substitution
: $(exit 3); echo $?; $(exit 4); echo $?; x=1 $(exit 5); echo $?; echo $(exit 6) $?
| 0
| 4
| 5
| 0
#### substitution as a command with arguments
$(echo echo a) b; e="$(echo echo)"; $e c; `echo echo` d
| a b
| c
| d
#### substitutions nest
echo $(echo $(echo $(echo a))) `echo \`echo b\`` `echo $(echo c)` $(echo `echo d`)
| a b c d
#### parentheses inside substitution
echo $( (echo a) ) $( (echo b); (echo c) )
| a b c
#### subshell directly after the dollar
echo $((echo a) | cat) 2>/dev/null
## bash: what is no arithmetic is a command substitution
| a
#### case with unbalanced parentheses in a substitution
echo $(case a in a) echo x;; esac) $(case b in (b) echo y;; esac)
| x y
#### quotes and parentheses in a substitution
echo $(echo ')' "(" \) ")") "$(echo ")")"
| ) ( ) ) )
#### here-document in a substitution
echo "$(cat <<X
a)b
X
)"
| a)b
#### comment with a parenthesis in a substitution
echo $(echo a # )
)
| a
#### function in a substitution
f() { echo in f $1; }; x=$(f a); echo $x; echo $(g() { echo g; }; g)
| in f a
| g
#### exit and variables in a substitution stay there
x=1; y=$(x=2; echo $x; exit; echo no); echo $x $y
| 1 2
#### set -e in a substitution
x=$(set -e; false; echo no); echo "[$x]"
| []
#### standard input of a substitution
echo data | { x=$(cat); echo "[$x]"; }
| [data]
#### redirection inside a substitution
x=$(echo a; echo b >&2) 2>/dev/null; echo $x; y=$( { echo c >&2; } 2>&1 ); echo $y
| a
| c
#### substitution reads a file
echo 'a b' >f; x=$(cat <f); echo $x; for i in $(cat f); do echo $i; done
| a b
| a
| b
#### dollar parameters in a substitution
set -- a b; echo $(echo $2 $#) $(set -- c; echo $1) $1
| b 2 c a
#### backquotes keep dollars escaped
x=1; echo `echo \$x` `echo '\$x'` "`echo \"\$x\"`"
| 1 $x 1
#### backslashes in backquotes
echo `echo '\\\\'` `echo \\\\a` `echo 'a\b'` | cat
| \  a
#### NUL bytes in a substitution do not stop it
x=$(printf 'a\0b'); echo ${#x} | sed 's/[23]/ok/'
| ok
#### long output
x=$(i=0; while [ $i -lt 150 ]; do echo line $i; i=$((i+1)); done); set -- $x; echo $# ${#x}
| 300 1239
#### fields of spaces, tabs and newlines
x=' a	b
c  '; set -- $x; echo $#; printf '[%s]' $x; echo
| 3
| [a][b][c]
#### fields with a character that is not blank
IFS=:; x=a:b::c:; set -- $x; echo $#; printf '[%s]' $x; echo
| 4
| [a][b][][c]
#### fields with leading separators
IFS=:; x=::a; set -- $x; echo $#; printf '[%s]' $x; echo
| 3
| [][][a]
#### fields with blanks and a separator
IFS=' :'; x='  a : b  c:  : d '; printf '[%s]' $x; echo
| [a][b][c][][d]
#### only separators
IFS=:; x=:; set -- $x; echo $#; x=::; set -- $x; echo $#; x=; set -- $x; echo $#
| 1
| 2
| 0
#### only blanks
x='   '; set -- $x; echo $#; set -- "$x"; echo $#; set -- a$x; echo $#; set -- $x$x; echo $#
| 0
| 1
| 1
| 0
#### blanks next to text
x=' a '; set -- b$x; echo $# "$1"; set -- $x'c'; echo $#; set -- b${x}c; echo $#
| 2 b
| 2
| 3
#### separator next to text
IFS=:; x=:a:; set -- b$x; echo $#; set -- ${x}c; echo $#; set -- b${x}c; echo $#; printf '[%s]' b${x}c; echo
| 2
| 3
| 3
| [b][a][c]
#### two expansions in one word
IFS=:; x=a:b y=c:d; printf '[%s]' $x$y; echo; printf '[%s]' $x-$y; echo; x=a: ; printf '[%s]' $x$y; echo
| [a][bc][d]
| [a][b-c][d]
| [a][c][d]
#### blank at the end of one, at the beginning of the next expansion
x='a ' y=' b'; printf '[%s]' $x$y; echo; printf '[%s]' $x"$y"; echo; printf '[%s]' "$x"$y; echo
| [a][b]
| [a][ b]
| [a ][b]
#### empty IFS
IFS=; x='a b	c'; set -- $x; echo $#; set -- $(echo a b); echo $#
| 1
| 1
#### unset IFS splits at blanks
unset IFS; x=' a b	c
d'; set -- $x; echo $#
| 4
#### IFS with only a newline
IFS='
'; x='a b
c d'; set -- $x; echo $#; printf '[%s]' $x; echo
| 2
| [a b][c d]
#### IFS with a letter
IFS=x; v=axbxc; echo $v; printf '[%s]' $v; echo; echo axb
| a b c
| [a][b][c]
| axb
#### IFS with glob characters and a backslash
IFS='*'; v='a*b'; printf '[%s]' $v; echo; IFS='\'; v='a\b'; printf '[%s]' $v; echo
| [a][b]
| [a][b]
#### IFS and quoted separators
IFS=:; v=a:b; printf '[%s]' "$v" $v; printf '[%s]' a:b ; echo
| [a:b][a][b][a:b]
#### results of substitution and arithmetic are split
IFS=1; printf '[%s]' $(echo a1b) $((212)); echo; printf '[%s]' "$((212))"; echo
| [a][b][2][2]
| [212]
#### splitting of a default word
IFS=:; printf '[%s]' ${u-a:b}; printf '[%s]' "${u-a:b}"; x=c:d; printf '[%s]' ${u-$x} ${u-"$x"}; echo
| [a][b][a:b][c][d][c:d]
#### no splitting in assignments, case and redirection
x='a b'; y=$x; case $x in 'a b') echo "$y";; esac; echo hi >$x; cat 'a b'
| a b
| hi
#### IFS changes at once
x=a:b; IFS=: y=1; set -- $x; echo $#
| 2
#### IFS before a command does not split its own words
x=a:b; IFS=: printf '[%s]' $x; echo
| [a:b]
#### splitting and globbing of the result
touch a1 a2; x='a* b'; echo $x; echo "$x"; set -f; echo $x
| a1 a2 b
| a* b
| a* b
#### arithmetic result in a word
echo a$((1+1))b "$((2*3))" $((1))$((2))
| a2b 6 12
#### pathname expansion, more
touch a b ab .h; echo *; echo a*; echo *b; echo ?; echo .h*; echo [ab]
| a ab b
| a ab
| ab b
| a b
| .h
| a b
#### patterns without a match stay
echo x* [y]z ?????? 
| x* [y]z ??????
#### sorted
touch c a B b; LC_ALL=C; echo *
| B a b c
#### directories and slashes
mkdir d e; touch d/a e/a e/b; echo */a; echo */*; echo d/*; echo ./*; echo *//a; echo */
| d/a e/a
| d/a e/a e/b
| d/a
| ./d ./e
| d//a e//a
| d/ e/
#### a dot file needs its dot
mkdir d; touch .a d/.b d/c; echo * d/*; echo .[a-z]* d/.[!.]*
| d d/c
| .a d/.b
#### quoted characters in a pattern
touch 'a*' ab; echo a\*; echo "a*"; echo a'*'*; echo a[*]; echo [a]"*"
| a*
| a*
| a*
| a*
| a*
#### brackets
touch a1 a2 b1 'c]' c-; echo a[12] [ab]1 [!a]1 c[]] c[-x] [a-b]1 [!]a]*; 
| a1 a2 a1 b1 b1 c] c- a1 b1 b1 c- c]
#### classes
touch a A 1 _; echo [[:lower:]] [[:upper:]] [[:digit:]] [[:alnum:]] [![:alnum:]] [[:punct:]]
| a A 1 1 A a _ _
#### an unclosed bracket is a character
touch '[a' a; echo [a; echo [a*
| [a
| [a
#### a slash in brackets
mkdir a; touch a/b; echo a[/]b 
| a[/]b
#### patterns from variables and substitutions
touch a1 a2; p='a*'; echo $p "$p" $(echo 'a?') ; q='a[1'; echo $q]
| a1 a2 a* a1 a2
| a1
#### backslash in a pattern from a variable
touch 'a*' ab; p='a\*'; echo $p
| a\*
#### noglob, more
touch a; set -f; echo *; set +f; echo *
| *
| a
#### no globbing in assignments and quotes
touch a; x=*; echo "$x"; echo $x; y="*"; echo "$y"
| *
| a
| *
#### globbing in for
touch a b; for i in *; do echo "<$i>"; done
| <a>
| <b>
#### globbing of a name with blanks
touch 'a b' c; for i in *; do echo "<$i>"; done; rm -- *; echo *
| <a b>
| <c>
| *
#### globbing in a redirection of a script
touch f1; echo a > f*; ls
| f*
| f1
#### symbolic links and patterns
mkdir d; touch d/x; ln -s d l; ln -s nowhere n; echo l/* n* */x
| l/x n d/x l/x
#### an unreadable or missing directory in a pattern
echo nowhere/* ; echo */nowhere
| nowhere/*
| */nowhere
#### parent directories in patterns
mkdir d; touch d/a; cd d; echo ../d/* ../*/a
| ../d/a ../d/a
#### quote removal of what remains
echo "a"'b'\c "" ''x | sed 's/ /_/g'
| abc__x
#### order: parameters before fields before patterns
touch 'a b' c; x='a*'; for i in $x; do echo "<$i>"; done
| <a b>
#### a default of "$@" in quotes is one empty field when there are no parameters
set --; for i in "${x-$@}" "${1:-$@}"; do echo "[$i]"; done
| []
| []
#### several empty parameters are not null for ${@:-w}
set -- '' a ''; for i in "${@:-w}"; do echo "[$i]"; done
| []
| [a]
| []
#### subshells and arithmetic after $((
echo $((echo a); echo b) "$((echo q) | cat)x" $(((1+2)*3)) $( (echo c))
## bash: what is no arithmetic is a command substitution
| a b qx 9 c
#### ~+ and ~-
cd /usr; cd /bin; echo ~+ ~- ~-/x
## bash: POSIX leaves them open
| /bin /usr /usr/x
#### backquotes in a here-document keep escaped double quotes
cat <<E
`echo "a\"b"`
E
## bash: double quotes mean nothing to the here-document itself
| a"b
#### a value in arithmetic may be an expression
y=x+1; x=4; echo $((y*2)) $((nosuch))
## bash: the standard asks for integers alone
| 10 0
#### comma and assignment
echo $((x=3, y=x+1, x*y)) $x $y
## bash: the comma is an operator of C
| 12 3 4
