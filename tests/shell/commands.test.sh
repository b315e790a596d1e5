# XCU 2.9 Shell commands
#### and-or lists
true && echo a; false && echo b; true || echo c; false || echo d
| a
| d
#### and-or from left to right
false && echo a || echo b; true || echo c && echo d
| b
| d
#### and-or over lines
true &&
echo a ||

echo b
| a
#### semicolons
echo a; echo b; echo c
| a
| b
| c
#### not
! true; echo $?; ! false; echo $?; ! false && echo y
| 1
| 0
| y
#### pipeline
echo hello | tr a-z A-Z | tr L x
| HExxO
#### pipeline over lines
echo a |
cat |
cat
| a
#### status of a pipeline
false | true; echo $?; true | false; echo $?; ! true | false; echo $?
| 0
| 1
| 0
#### parts of a pipeline are subshells
x=1; echo 2 | read x; echo $x
| 1
#### subshell
x=1; (x=2; cd /; echo $x); echo $x
| 2
| 1
#### status of a subshell
(exit 5); echo $?
| 5
#### braces
{ echo a; echo b; }; x=1; { x=2; }; echo $x
| a
| b
| 2
#### braces are words
echo { } a{b} }
| { } a{b} }
#### if
if true; then echo a; fi; if false; then echo b; else echo c; fi
| a
| c
#### elif
for x in 1 2 3 4; do if [ $x = 1 ]; then echo one; elif [ $x = 2 ]; then echo two; elif [ $x = 3 ]; then echo three; else echo many; fi; done
| one
| two
| three
| many
#### status of if
if false; then :; fi; echo $?; if true; then false; fi; echo $?
| 0
| 1
#### while
i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done
| 0
| 1
| 2
#### until
i=0; until [ $i -ge 3 ]; do echo $i; i=$((i+1)); done
| 0
| 1
| 2
#### status of loops
while false; do :; done; echo $?; for i in; do :; done; echo $?; i=1; while [ $i = 1 ]; do i=2; (exit 4); done; echo $?
| 0
| 0
| 4
#### for over words
for i in a "b c" $(echo d e); do echo "<$i>"; done
| <a>
| <b c>
| <d>
| <e>
#### for over parameters
set -- x "y z"; for i; do echo "<$i>"; done; for i do echo "$i"; done
| <x>
| <y z>
| x
| y z
#### for with newlines
for i in 1 2
do
echo $i
done
for j

do
echo never
done
| 1
| 2
#### the loop variable stays
for i in 1 2 3; do :; done; echo $i
| 3
#### changing parameters inside a loop
set -- a b c; for i; do shift; echo $i $#; done
| a 2
| b 1
| c 0
#### break
for i in 1 2 3; do [ $i = 2 ] && break; echo $i; done; echo after $i
| 1
| after 2
#### continue
for i in 1 2 3; do [ $i = 2 ] && continue; echo $i; done
| 1
| 3
#### break of two loops
for i in 1 2; do for j in a b; do echo $i$j; break 2; done; done
| 1a
#### continue of an outer loop
for i in 1 2; do for j in a b; do continue 2; echo no; done; done; echo $i$j
| 2a
#### break in while condition
while break; do echo no; done; echo out
| out
#### break out of a loop in a pipeline
for i in 1 2 3; do echo $i; break; done | cat
| 1
#### case
for x in abc b '' '*' a.c; do case $x in a?c) echo 1;; b|c) echo 2;; '') echo 3;; \*) echo 4;; *) echo 5;; esac; done
| 1
| 2
| 3
| 4
| 1
#### case with parentheses and newlines
case x in
(y) echo no
;;
(x | z)
echo yes
;;
esac
| yes
#### case without match
case x in y) echo no;; esac; echo $?
| 0
#### case takes the first match
case ab in a*) echo first;; *b) echo second;; esac
| first
#### last case item needs no terminator
case x in x) echo end
esac
| end
#### empty case body
case x in x) ;; *) echo no;; esac; echo $?
| 0
#### case with expansions
p='a*'; case abc in $p) echo pattern;; esac; case abc in "$p") echo no;; *) echo literal;; esac
| pattern
| literal
#### case and classes
for c in a 5 ' ' . Z; do case $c in [[:digit:]]) echo d;; [[:lower:]]) echo l;; [[:upper:]]) echo u;; [[:space:]]) echo s;; *) echo o;; esac; done
| l
| d
| s
| o
| u
#### case and ranges
for c in b m z '-' ']'; do case $c in [a-c]) echo 1;; [!a-z]) echo 2;; *) echo 3;; esac; done
| 1
| 3
| 3
| 2
| 2
#### function
f() { echo f $1 $#; }; f a b; f
| f a 2
| f 0
#### function with another body
g() (x=2; echo $x); x=1; g; echo $x; h() if true; then echo h; fi; h
| 2
| 1
| h
#### function status
f() { return 3; }; f; echo $?; g() { false; }; g; echo $?; h() { (exit 4); return; }; h; echo $?
| 3
| 1
| 4
#### function parameters come back
set -- a b; f() { set -- x y z; echo $#; shift; echo $1; }; f 1; echo $# $1
| 3
| y
| 2 a
#### functions share variables
x=1; f() { x=2; y=3; }; f; echo $x $y
| 2 3
#### local variables
x=1; f() { local x y; x=2; y=5; g; echo $x; }; g() { echo g $x; }; f; echo $x [$y]
| g 2
| 2
| 1 []
#### recursion
fact() { if [ $1 -le 1 ]; then echo 1; else echo $(($1 * $(fact $(($1-1))))); fi; }; fact 6
| 720
#### deep recursion in one process
down() { [ $1 -eq 0 ] || down $(($1-1)); }; down 12; echo $?
| 0
#### function defined in a function
f() { g() { echo inner; }; }; f; g
| inner
#### redefinition while running
f() { f() { echo new; }; echo old; }; f; f
| old
| new
#### function over a builtin and an unset
true() { echo mine; }; true; unset -f true; true; echo $?
| mine
| 0
#### return in a loop
f() { for i in 1 2 3; do [ $i = 2 ] && return 9; echo $i; done; }; f; echo $?
| 1
| 9
#### function called in a pipeline and a substitution
f() { echo "out $1"; }; f a | cat; x=$(f b); echo $x
| out a
| out b
#### background and wait
{ echo bg; } & wait; echo done
| bg
| done
#### status of a background list
false & echo $?; wait $!; echo $?
| 0
| 1
#### background with and-or
true && echo yes & wait
| yes
#### not found
nosuchcommand 2>/dev/null; echo $?
| 127
#### not executable
echo 'echo hi' > f; ./f 2>/dev/null; echo $?; chmod +x f; ./f
| 126
| hi
#### script without an interpreter line
echo 'echo "$0" "$@"' > s; chmod +x s; ./s a 'b c'
| ./s a b c
#### a directory is not a command
mkdir d; ./d 2>/dev/null; echo $?
| 126
#### command found by PATH
mkdir b; echo 'echo mine' > b/tool; chmod +x b/tool; PATH=$PWD/b:$PATH; tool
| mine
#### empty command from an expansion
x=; $x; echo $?; $x echo hi; $(false); echo $?
| 0
| hi
| 1
#### command from an expansion
c='echo a b'; $c c
| a b c
#### nested compound commands
for i in 1 2; do if [ $i = 1 ]; then while true; do case $i in 1) echo in; break;; esac; done; else { (echo sub $i); }; fi; done
| in
| sub 2
#### newlines nearly everywhere
if

true

then

echo a

fi
while

false

do

:

done
| a
#### a long pipeline
echo x | cat | cat | cat | cat | cat | cat
| x
#### negated compound commands
! { false; }; echo $?; ! (true); echo $?
| 0
| 1
#### brace group in and-or list
false || { echo a; false; } || echo b
| a
| b
#### every alternative of a case counts
for x in 1 2 3 4; do case $x in 9) echo no;; 1|2|3) echo yes $x;; *) echo other;; esac; done
| yes 1
| yes 2
| yes 3
| other
#### the status before a loop is seen in it
false; for i in a b; do echo $?; done; (exit 3); while echo $?; do break; done
| 1
| 0
| 3
#### expansions of an assignment before a command happen here
x=${y:=5} cat < /dev/null; echo $y [$x]
| 5 []
#### bad arithmetic before a command ends the shell
(v=abc; x=$((v)) cat < /dev/null; echo not here) 2>/dev/null; echo $?
| 2
