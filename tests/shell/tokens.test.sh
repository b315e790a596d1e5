# XCU 2.3 Token recognition, 2.3.1 aliases, 2.4 reserved words
#### operators need no blanks
echo a;echo b&&echo c||echo d;(echo e)|cat
| a
| b
| c
| e
#### operators are the longest that fit
echo a>f;echo b>>f;cat<f;cat<<X;wc -l<f|tr -d ' '
x
X
| a
| b
| x
| 2
#### a digit before a redirection must touch it
echo 2>f; cat f; echo 2 >f; cat f
|
| 2
#### a digit inside a word is no descriptor
echo a2>f; cat f; echo \2>f; cat f; echo '2'>f; cat f
| a2
| 2
| 2
#### ampersand and semicolon separate
echo a& wait; echo b
| a
| b
#### comment after an operator
echo a;#comment
echo b #;echo c
(echo d)#e
| a
| b
| d
#### comment at the end of input without a newline
printf 'echo a #b' >s; sh s
| a
#### an empty script
: >s; sh s; echo $?; sh -c ''; echo $?; sh -c '
'; echo $?
| 0
| 0
| 0
#### only comments
printf '# a\n# b\n' >s; sh s; echo $?
| 0
#### blank lines and blanks
sh -c '

  	
echo a
   '
| a
#### carriage of a word over a continued line
ec\
ho a\
b
| ab
#### reserved words only where a command begins
echo if then else elif fi do done case esac while until for in { } !
| if then else elif fi do done case esac while until for in { } !
#### reserved words as variable names and assignments
if=1; then=2; echo $if $then; for do in a b; do echo $do; done
| 1 2
| a
| b
#### reserved words after a pipe and an and
true | if true; then echo a; fi; true && { echo b; } ; false || ! false && echo c
| a
| b
| c
#### a reserved word in quotes is a command
"if" 2>/dev/null; echo $?; \while 2>/dev/null; echo $?; i'f' 2>/dev/null; echo $?
| 127
| 127
| 127
#### in is a word elsewhere
in 2>/dev/null; echo $?; case in in in) echo in;; esac; for in in in; do echo $in; done
## status: 2
#### closing words as arguments
echo } fi done esac; { echo }; }
| } fi done esac
| }
#### brace words need blanks
{echo 2>/dev/null; echo $?; echo {a} a{ }b
| 127
| {a} a{ }b
#### an exclamation mark is a word elsewhere
echo ! a!; [ ! a = b ] && echo y
| ! a!
| y
#### case patterns may be reserved words
case if in if) echo a;; esac; case then in (then|else) echo b;; esac; case do in do) echo c;; esac
| a
| b
| c
#### esac as a pattern with a parenthesis
case esac in (esac) echo a;; esac
| a
#### do on another line
for i in 1 2
do echo $i
done
while false
do :
done
| 1
| 2
#### for with a semicolon before do
for i in a b; do echo $i; done; for i in; do echo no; done; echo $?
| a
| b
| 0
#### newlines after in and before do
for i

in a b

do

echo $i

done
| a
| b
#### newlines in case
case a

in

(a)

echo a

;;

esac
| a
#### if with everything on lines
if

false

then

echo a

elif

true

then

echo b

else

echo c

fi
| b
#### newlines after and, or and pipe
true &&

echo a ||

echo b
echo c |

cat
| a
| c
#### alias
alias e='echo a'
e b
| a b
#### alias is not known on its own line
alias e='echo a'; e 2>/dev/null; echo $?
e
| 127
| a
#### alias of two words and a pipe
alias p='printf "%s\n" b a | sort'
p
| a
| b
#### alias with trailing blank expands the next word
alias e='echo ' w=world
e w w
| world w
#### alias without trailing blank does not
alias e='echo' w=world
e w
| w
#### alias that names itself
alias echo='echo x'
echo a
| x a
#### two aliases that name each other
alias a1='a2 x' a2='a1 y'
a1 2>/dev/null; echo $?
| 127
#### alias chain
alias a='b 1' b='c 2' c='echo 3'
a 0
| 3 2 1 0
#### quoted words are no aliases
alias e='echo a'
\e 2>/dev/null; echo $?; 'e' 2>/dev/null; echo $?
| 127
| 127
#### alias of a reserved word
alias if='echo if'
if true
## status: 2
#### alias that gives a reserved word
alias when=if otherwise=else
when false; then echo a; otherwise echo b; fi
| b
#### alias that opens a quote or a group
alias begin='{ echo b;' 
begin echo c; }
| b
| c
#### alias after an assignment
alias e='echo $x'
x=5; x=1 e
| 5
#### alias after a redirection
alias e='echo a'
>f e; cat f
| a
#### alias in a substitution and a subshell
alias e='echo a'
echo $(e b) `e c`; (e d)
| a b a c
| a d
#### alias in eval
alias e='echo a'; eval 'e b'
| a b
#### alias in a function body is taken when it is read
alias e='echo one'
f() { e; }
alias e='echo two'
f
| one
#### unalias
alias e='echo a'
unalias e; e 2>/dev/null
e 2>/dev/null; echo $?
| a
| 127
#### unalias -a
alias a=b c=d
unalias -a; alias; echo $?
| 0
#### unalias of an unknown name
unalias nope 2>/dev/null; echo $?
| 1
#### alias prints in a form that can be read
alias q="a 'b' c"; alias q; alias e=; alias e
| q='a '"'"'b'"'"' c'
| e=''
#### alias asks for an unknown name
alias nope 2>/dev/null; echo $?
| 1
#### alias with a newline
alias two='echo a
echo b'
two c
| a
| b c
#### alias used as a function name's first word
alias g=h
g() { echo in h; }
h
| in h
#### alias ends in a comment character
alias c='echo a #'
c b
| a
#### alias is not expanded in an argument or in for
alias w=x
echo w; for w in w; do echo $w; done; case w in w) echo w;; esac
| w
| w
| w
#### alias in a case body, if and loop
alias e='echo a'
case x in x) e;; esac; if e; then e; fi; for i in 1; do e; done; while e; do break; done
| a
| a
| a
| a
| a
#### alias after and, or, not, pipe
alias e='echo a'
true && e; false || e; ! e; true | e
| a
| a
| a
| a
#### aliases are not inherited by scripts
alias e='echo a'
printf 'e\n' >s; sh s 2>/dev/null; echo $?
| 127
#### an alias with special characters
alias e_1='echo a' e2=echo
e_1; e2 b
| a
| b
#### alias that is empty
alias n=
n echo a
n
echo $?
| a
| 0
#### alias with trailing blank and a chain of blank aliases
alias a='echo ' b='x ' c='y'
a b c
| x y
