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
(v="1 2"; x=$((v)) cat < /dev/null; echo not here) 2>/dev/null; echo $?
| 2
#### assignments before a command are for it only
x=1; x=2 sh -c 'echo $x'; echo $x
| 2
| 1
#### assignments before a function
f() { echo $x; }; x=1; x=2 f; echo $x
| 2
| 1
#### assignments before a regular builtin
x=1; x=2 true; echo $x; IFS=: read a b <<E
1:2
E
echo $a $b
| 1
| 1 2
#### assignments before a special builtin stay
x=1; x=2 :; echo $x; y=3 eval 'echo $y'; echo $y; z=4 export w=5; echo $z
| 2
| 3
| 3
| 4
#### assignments before command and a special builtin
x=1; x=2 command :; echo $x
| 1
#### assignments without a command
a=1 b=2; echo $a$b
| 12
#### assignments before a command that is not found
x=1; x=2 nosuchcmd 2>/dev/null; echo $x
| 1
#### assignments are expanded from left to right
a=1; a=2 b=$a sh -c 'echo $a $b'
| 2 2
#### the command's words are expanded before the assignments
x=1; x=2 echo $x
| 1
#### an empty expansion leaves the assignment in the shell
e=; x=5 $e; echo $x
| 5
#### redirection without a command name and assignments
x=5 >f; echo $x; [ -f f ] && echo y
| 5
| y
#### exported variables reach commands
x=1; sh -c 'echo [$x]'; export x; sh -c 'echo [$x]'
| []
| [1]
#### functions come before programs and after special builtins
ls() { echo mine; }; ls; echo() { printf 'my %s\n' "$*"; }; echo a; unset -f echo; echo b
| mine
| my a
| b
#### command skips functions
echo() { printf no; }; command echo a; ls() { printf no; }; command ls
| a
#### a command with a slash is not searched
printf '#!/bin/sh\necho a\n' >prog; chmod +x prog; ./prog; prog 2>/dev/null; echo $?
| a
| 127
#### a script without #! gets its parameters
echo 'echo $0 $1 $#' >prog; chmod +x prog; ./prog x y
| ./prog x 2
#### search goes on after a file that cannot be executed
mkdir d e; echo 'echo no' >d/c; echo 'echo e' >e/c; chmod +x e/c; PATH=d:e:$PATH; c
| e
#### environment of a script
a=1 b='x y' sh -c 'echo "$a-$b"'
| 1-x y
#### pipelines
echo a | cat | cat | sed 's/a/b/'; printf 'c\nb\na\n' | sort | head -n 1
| b
| a
#### status of a pipeline is that of its last command
true | false; echo $?; false | true; echo $?; exit 3 | exit 4; echo $?; ! true | false; echo $?
| 1
| 0
| 4
| 0
#### a pipeline's commands are subshells
x=1; echo | x=2; echo | { x=3; }; echo $x; true | cd /; pwd | sed 's,.*/,,' | sed 's/work/here/'
| 1
| here
#### pipes with compound commands
for i in 1 2 3; do echo $i; done | while read x; do echo "<$x>"; done; { echo a; echo b; } | (read x; read y; echo $y$x); if true; then echo c; fi | cat
| <1>
| <2>
| <3>
| ba
| c
#### a pipeline whose reader ends first
yes 2>/dev/null | head -n 2
| y
| y
#### and-or lists, more
true && echo a; false && echo b; false || echo c; true || echo d; true && false || echo e; false || true && echo f; false && true || echo g
| a
| c
| e
| f
| g
#### status of and-or lists
true && false; echo $?; false || false; echo $?; false && true; echo $?; true || false; echo $?
| 1
| 1
| 1
| 0
#### sequential lists
echo a; echo b; false; echo $?
| a
| b
| 1
#### background lists
{ echo a; } & wait; echo $?; (exit 3) & wait $!; echo $?; false & echo $?; wait
| a
| 0
| 3
| 0
#### a background and-or list
{ true && echo a || echo b; } & wait; false || echo c & wait
| a
| c
#### background variables do not come back
x=1; x=2 & wait; echo $x; { x=3; } & wait; echo $x
| 1
| 1
#### several background commands
(exit 1) & a=$!; (exit 2) & b=$!; wait $b; echo $?; wait $a; echo $?
| 2
| 1
#### wait without arguments
(exit 3) & wait; echo $?
| 0
#### wait for an unknown process
wait 99999 2>/dev/null; echo $?
| 127
#### subshell, more
x=1; (x=2; echo $x; exit 3); echo $? $x; (cd /; pwd); (exit); echo $?
| 2
| 3 1
| /
| 0
#### nested subshells
(echo a; (echo b; (echo c; exit 4); echo $?)); ( (echo d) )
| a
| b
| c
| 4
| d
#### groups
{ echo a; echo b; }; { echo c
}; { { echo d; }; }; x=1; { x=2; }; echo $x
| a
| b
| c
| d
| 2
#### status of groups
{ false; }; echo $?; { true; false; }; echo $?; (false; true); echo $?
| 1
| 1
| 0
#### for
for i in a b c; do echo $i; done; for i in; do echo no; done; for i in 'a b' c; do echo "[$i]"; done
| a
| b
| c
| [a b]
| [c]
#### for with expansions
x='a b' ; for i in $x "$x" $(echo c d) $((1+1)); do echo "[$i]"; done
| [a]
| [b]
| [a b]
| [c]
| [d]
| [2]
#### for without in
set -- a 'b c'; for i do echo "[$i]"; done; for i; do echo $i; done; for i
do echo $i; done
| [a]
| [b c]
| a
| b c
| a
| b c
#### the list of for is expanded once
x='a b'; for i in $x; do x=c; echo $i; done
| a
| b
#### the variable of for after the loop
for i in a b; do :; done; echo $i; i=z; for i in; do :; done; echo $i
| b
| z
#### status of for
for i in 1; do false; done; echo $?; for i in 1; do true; done; echo $?
| 1
| 0
#### case, more
case abc in a) echo 1;; a*) echo 2;; *) echo 3;; esac; case x in a|b|x) echo 4;; esac; case x in (x) echo 5; esac
| 2
| 4
| 5
#### case patterns expand
p='a*'; case abc in $p) echo 1;; esac; case 'a*' in "$p") echo 2;; esac; case abc in "$p") echo no;; *) echo 3;; esac
| 1
| 2
| 3
#### case with substitutions
case $(echo a) in $(echo a)) echo 1;; esac; case $((1+1)) in 2) echo 2;; esac; case ${u:-d} in ${v:-d}) echo 3;; esac
| 1
| 2
| 3
#### case without split words and with empty words
x='a b'; case $x in 'a b') echo 1;; esac; case $u in '') echo 2;; esac; case '' in *) echo 3;; esac; case "" in ?) echo no;; "") echo 4;; esac
| 1
| 2
| 3
| 4
#### case tries patterns in order
case a in *) echo 1;; a) echo 2;; esac; case a in b|a) echo 3;; a) echo 4;; esac
| 1
| 3
#### case expands no patterns after a match
case a in a) echo 1;; ${u?no}) echo 2;; esac
| 1
#### case without items
case a in esac; echo $?
| 0
#### the last item without an end
case a in a) echo 1
esac; case b in a) ;; b) echo 2; esac
| 1
| 2
#### if and its branches
if true; then echo 1; else echo 2; fi; if false; then echo 1; else echo 2; fi; if false; then echo 1; elif true; then echo 3; else echo 4; fi
| 1
| 2
| 3
#### status of if, more
if false; then :; fi; echo $?; if true; then false; fi; echo $?; if false; then :; else (exit 3); fi; echo $?
| 0
| 1
| 3
#### a list as a condition
if false; true; then echo 1; fi; if true; false; then echo no; else echo 2; fi; while echo c; false; do :; done
| 1
| 2
| c
#### while and until
i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done; until [ $i -eq 0 ]; do i=$((i-1)); done; echo $i
| 0
| 1
| 2
| 0
#### status of while
i=0; while [ $i -lt 2 ]; do i=$((i+1)); (exit $i); done; echo $?; while false; do :; done; echo $?
| 2
| 0
#### break and continue
for i in 1 2 3; do [ $i = 2 ] && continue; echo $i; done; for i in 1 2 3; do [ $i = 2 ] && break; echo $i; done
| 1
| 3
| 1
#### break and continue with levels
for i in 1 2; do for j in a b; do [ $j = b ] && continue 2; echo $i$j; done; done; for i in 1 2; do for j in a b; do break 2; done; echo no; done; echo $i$j
| 1a
| 2a
| 1a
#### break more levels than there are
for i in 1 2; do break 5; done; echo $i; for i in 1 2; do continue 9; done; echo $i
| 1
| 2
#### status after break and continue
for i in 1; do false; break; done; echo $?; for i in 1; do false; continue; done; echo $?
| 0
| 0
#### break in a condition
while break; do echo no; done; echo $?; until break; do :; done; echo $?
| 0
| 0
#### break inside if, case and groups
while true; do if true; then { case a in a) break;; esac; }; fi; done; echo out
| out
#### a loop in a function in a loop
f() { for j in a b; do break; done; echo $j; }; for i in 1 2; do f; done
| a
| a
#### reading lines in a loop
printf 'a 1\nb 2\n' | while read x y; do echo $y $x; done
| 1 a
| 2 b
#### functions
f() { echo "f $#: $*"; }; f; f a 'b c'; f "$@"
| f 0: 
| f 2: a b c
| f 0: 
#### function bodies of every kind
f() (echo a; x=2); x=1; f; echo $x; g() if true; then echo b; fi; g; h() for i in 1 2; do echo $i; done; h; k() case $1 in a) echo c;; esac; k a; w() while false; do :; done; w; echo $?
| a
| 1
| b
| 1
| 2
| c
| 0
#### blanks around the parentheses
f ( ) { echo a; }; f; g  (  )
{ echo b; }; g
| a
| b
#### function names
_a1() { echo x; }; _a1; A() { echo y; }; A
| x
| y
#### parameters of a function
f() { echo $1 $#; shift; echo $1 $#; }; set -- a b; f x y z; echo $1 $#
| x 3
| y 2
| a 2
#### set in a function
f() { set -- n m; echo $1; }; set -- a; f; echo $1
| n
| a
#### return
f() { return 3; echo no; }; f; echo $?; f() { (exit 4); return; }; f; echo $?; f() { return 0; }; f; echo $?
| 3
| 4
| 0
#### return from the middle
f() { while true; do for i in 1; do return 5; done; done; }; f; echo $?; f() { if true; then return 6; fi; echo no; }; f; echo $?; f() { { return 7; }; }; f; echo $?
| 5
| 6
| 7
#### return in a subshell of a function
f() { (return 3; echo no); echo $?; }; f
| 3
#### recursion, more
f() { [ $1 -eq 0 ] || { echo $1; f $(($1-1)); echo back $1; }; }; f 3
| 3
| 2
| 1
| back 1
| back 2
| back 3
#### mutual recursion
e() { if [ $1 -eq 0 ]; then echo even; else o $(($1-1)); fi; }; o() { if [ $1 -eq 0 ]; then echo odd; else e $(($1-1)); fi; }; e 7; e 8
| odd
| even
#### a function defines and removes functions
f() { g() { echo g1; }; }; f; g; unset -f g; g 2>/dev/null; echo $?
| g1
| 127
#### a function redefines itself
f() { echo one; f() { echo two; }; }; f; f
| one
| two
#### the status of a definition
false; f() { false; }; echo $?; f; echo $?
| 0
| 1
#### functions in subshells, substitutions and pipes
f() { echo "f$1"; }; (f 1); echo $(f 2); f 3 | cat; f 4 & wait
| f1
| f2
| f3
| f4
#### a function in a condition
f() { return $1; }; if f 0; then echo y; fi; f 1 || echo n; while f 1; do :; done; ! f 1 && echo z
| y
| n
| z
#### local variables, more
x=1; f() { local x=2; echo $x; g; }; g() { echo $x; x=3; }; f; echo $x
| 2
| 2
| 1
#### local without a value keeps or empties
f() { local y; y=5; echo $y; }; y=1; f; echo $y
| 5
| 1
#### local parameters of recursion
f() { local n=$1; [ $n -gt 0 ] && f $((n-1)); echo $n; }; f 2
| 0
| 1
| 2
#### unset in a function
x=1; f() { unset x; }; f; echo [$x]; y=1; g() { local y=2; unset y; echo [$y]; }; g; echo $y
| []
| []
| 1
#### a long and-or list
true && true && true && false || false || echo end
| end
#### compound commands in compound commands
for i in 1 2; do if [ $i = 1 ]; then case $i in 1) while true; do echo $i; break; done;; esac; else (echo sub $i) | { read x; echo "$x"; }; fi; done
| 1
| sub 2
#### not before compound commands
! { false; } && echo a; ! (true) || echo b; ! if true; then false; fi && echo c; ! for i in 1; do false; done && echo d
| a
| b
| c
| d
#### redirections after compound commands
{ echo a; } >f; (echo b) >>f; if :; then echo c; fi >>f; while :; do echo d; break; done >>f; for i in e; do echo $i; done >>f; case x in x) echo f;; esac >>f; cat f
| a
| b
| c
| d
| e
| f
