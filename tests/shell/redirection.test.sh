# XCU 2.7 Redirection
#### output and input
echo hi > f; cat < f; echo more >> f; cat f
| hi
| hi
| more
#### order of redirections
{ echo out; echo err >&2; } > f 2>&1; cat f
| out
| err
#### duplicate then redirect
{ { echo out; echo err >&2; } 2>&1 > /dev/null; } | cat
| err
#### numbered descriptors
exec 3> f; echo a >&3; echo b >&3; exec 3>&-; cat f
| a
| b
#### read from a numbered descriptor
echo line > f; exec 4< f; read x <&4; echo $x; exec 4<&-
| line
#### closed descriptor is an error
exec 5>&-; { echo a >&5; } 2>/dev/null; echo $?
| 2
#### noclobber
echo a > f; set -C; { echo b > f; } 2>/dev/null; echo $?; cat f; echo c >| f; cat f; echo d >> f; cat f
| 2
| a
| c
| c
| d
#### read and write
echo abc > f; { read x; echo $x; } <> f
| abc
#### missing file
cat < missing 2>/dev/null; echo $?; { : < missing; } 2>/dev/null; echo still
## status: 2
| 2
#### missing file ends a special builtin's shell
(: < missing; echo not here) 2>/dev/null; echo $?
| 2
#### redirection without a command
> empty; [ -f empty ] && [ ! -s empty ] && echo made
| made
#### redirection before the command
> f echo x y; cat f; < f cat
| x y
| x y
#### redirection in the middle
echo a > f b c; cat f
| a b c
#### compound command
for i in 1 2; do echo $i; done > f; cat f; while read x; do echo got $x; done < f
| 1
| 2
| got 1
| got 2
#### if and case
if true; then echo y; fi > f; case x in x) echo z;; esac >> f; cat f
| y
| z
#### function with redirection at its definition
f() { echo inside; } > out; f; cat out
| inside
#### function with redirection at its call
f() { echo inside; cat; }; echo data | f > out; cat out
| inside
| data
#### here-document
cat <<END
hello
  world
END
| hello
|   world
#### here-document expands
x=5; cat <<END
$x ${x}y $((x+1)) $(echo sub) `echo bq` \$x \\ \a "q" 'r'
END
| 5 5y 6 sub bq $x \ \a "q" 'r'
#### here-document quoted
x=5; cat <<'END'
$x `a` $(b) \$x \\
END
| $x `a` $(b) \$x \\
#### here-document with a quoted part of the delimiter
x=5; cat <<E"N"D
$x
END
| $x
#### here-document strips tabs
cat <<-END
	one
		two
	END
echo after
| one
| two
| after
#### here-document joins continued lines
cat <<END
a\
b
END
| ab
#### two here-documents
cat <<A; cat <<B
first
A
second
B
| first
| second
#### here-document on a descriptor
cat 3<<END <&3
three
END
| three
#### here-document in a loop
for i in 1 2; do cat <<END
$i
END
done
| 1
| 2
#### here-document in a pipeline
cat <<END | tr a-z A-Z
shout
END
| SHOUT
#### here-document with nothing in it
cat <<END
END
echo ok
| ok
#### here-document in a function
f() {
cat <<END
arg $1
END
}
f x; f y
| arg x
| arg y
#### here-document with quotes in an expansion
cat <<END
${nope:-a "b" c} "${nope:-d}"
END
| a b c "d"
#### delimiter alone counts, not as a part
cat <<E
E E
EE
 E
E
| E E
| EE
|  E
#### redirect to a name made by expansion
n=f; echo x > $n.txt; cat f.txt; echo y > "a b"; cat "a b"
| x
| y
#### standard error
(echo a; echo b >&2) 2> err; cat err
| a
| b
#### exec redirects the shell
(exec > f; echo one; echo two); cat f
| one
| two
#### exec closes input
(exec < /dev/null; read x; echo $?)
| 1
#### descriptor from a variable
fd=1; echo x >&$fd
| x
#### closing output makes writing fail
(echo x >&- ) 2>/dev/null; echo $?
| 1
#### append creates
echo a >> new; cat new
| a
#### input is shared between commands
printf 'a\nb\nc\n' > f; { read x; read y; echo $y $x; cat; } < f
| b a
| c
#### swap of output and error
{ { echo o; echo e >&2; } 3>&1 1>&2 2>&3 | sed s/^/p/; } 2>/dev/null
| pe
#### redirections of a subshell
(echo a; echo b) > f; cat f
| a
| b
#### digits belong to the word unless alone
echo a2>f; cat f; echo 2 >f; cat f
| a2
| 2
#### input, output, append
echo a >f; echo b >>f; cat <f; wc -l <f | tr -d ' '
| a
| b
| 2
#### output truncates
echo abc >f; echo d >f; cat f; >f; wc -c <f | tr -d ' '
| d
| 0
#### redirections may stand anywhere
>f echo a b; cat f; echo >f c d; cat f; <f cat; echo e >f g; cat f
| a b
| c d
| c d
| e g
#### several redirections
echo a >f >g; cat f; cat g; cat <f <g; { echo o; echo e >&2; } >f 2>g; cat f g
| a
| a
| o
| e
#### the order counts
{ echo o; echo e >&2; } 2>&1 >f | sed 's/^/p:/'; cat f; { echo o; echo e >&2; } >f 2>&1; cat f
| p:e
| o
| o
| e
#### any descriptor
exec 3>f 4>g; echo a >&3; echo b >&4; exec 3>&- 4>&-; cat f g
| a
| b
#### reading from a descriptor
printf 'a\nb\n' >f; exec 5<f; read x <&5; read y <&5; exec 5<&-; echo $x $y
| a b
#### both ways
printf 'abc\n' >f; exec 3<>f; read x <&3; echo def >&3; exec 3>&-; echo $x; cat f
| abc
| abc
| def
#### both ways makes the file
: <>new; [ -f new ] && echo y
| y
#### closing a descriptor
exec 3>f; exec 3>&-; echo a 2>/dev/null >&3; echo $?
| 2
#### closing standard output
echo a >&- 2>/dev/null; [ $? -ne 0 ] && echo failed
| failed
#### closing standard input
cat <&- >/dev/null 2>&1; [ $? -ne 0 ] && echo failed
| failed
#### duplicating to itself and back
exec 3>&1; echo a >&3; { echo b >&1; } 3>&1; exec 3>&-; echo c
| a
| b
| c
#### swapping output and errors
{ echo o; echo e >&2; } 3>&1 1>&2 2>&3 3>&- 2>/dev/null | cat
#### redirections of builtins are undone
echo a >f; echo b; : >g; echo c >>f; cat f
| b
| a
| c
#### redirection of a group, loop, if, case and function
{ echo a; echo b; } >f; for i in 1 2; do echo $i; done >>f; if true; then echo t; fi >>f; case a in a) echo c;; esac >>f; g() { echo g; } >>f; g; while read x; do echo "<$x>"; done <f
| <a>
| <b>
| <1>
| <2>
| <t>
| <c>
| <g>
#### redirection of a subshell
(echo a; echo b >&2) >f 2>&1; cat f
| a
| b
#### function redirections happen at each call
f() { echo $1; } >out; f a; f b; cat out
| b
#### function redirection with its arguments
f() { echo hi; } >$1; f one 2>/dev/null; cat one 2>/dev/null || echo none
| hi
#### redirections without a command
>f; [ -f f ] && echo y; <f; echo $?; <nosuch 2>/dev/null; echo $?
| y
| 0
| 2
#### a missing input file
cat <nosuch 2>/dev/null; echo $?; echo a <nosuch 2>/dev/null; echo $?
| 2
| 2
#### a missing directory for output
echo a >no/such 2>/dev/null; echo $?
| 2
#### a failed redirection of a special builtin ends the shell
sh -c ': <nosuch; echo no' 2>/dev/null; echo $?; sh -c 'set -- a <nosuch; echo no' 2>/dev/null; echo $?
| 2
| 2
#### but not with command before it
sh -c 'command : <nosuch; echo yes $?' 2>/dev/null | sed 's/ .*//'
| yes
#### a failed redirection of exec ends the shell
sh -c 'exec <nosuch; echo no' 2>/dev/null; echo $?
| 2
#### a failed redirection of a compound command does not
sh -c '{ echo a; } <nosuch; echo yes; if true; then :; fi <nosuch; echo yes' 2>/dev/null
| yes
| yes
#### a failed redirection of a function does not
sh -c 'f() { echo a; }; f <nosuch; echo yes' 2>/dev/null
| yes
#### a failed redirection makes the status
{ :; } <nosuch 2>/dev/null; [ $? -ne 0 ] && echo y; while false; do :; done <nosuch 2>/dev/null || echo z
| y
| z
#### expansion in the file name
x=f; echo a >$x; cat "$x"; echo b >$(echo g); cat g; echo c >h$((1)); cat h1
| a
| b
| c
#### no splitting in the file name
x='a b'; echo c >$x; cat 'a b'
| c
#### quotes in the file name
echo a >"x y"; cat 'x y'; echo b >\$z; cat '$z'
| a
| b
#### blanks between operator and name
echo a >   f; cat   <	f
| a
#### a digit name for output is a file
echo a >1; cat 1; ls
| a
| 1
#### appending makes the file
echo a >>f; cat f
| a
#### noclobber, more
set -C; echo a >f; echo b >f 2>/dev/null; echo $?; cat f; echo c >|f; cat f; echo d >>f; cat f; echo e >/dev/null; echo $?
| 2
| a
| c
| c
| d
| 0
#### noclobber as a long option
set -o noclobber; echo a >f; (echo b >f) 2>/dev/null || echo kept; set +o noclobber; echo c >f; cat f
| kept
| c
#### here-document, more
cat <<E
a
b
E
| a
| b
#### here-document expands, more
x=1; cat <<E
$x ${x} $((x+1)) $(echo c) `echo d`
E
| 1 1 2 c d
#### here-document with a quoted delimiter
x=1; cat <<'E'
$x `a` \$x \\
E
cat <<"E"
$x
E
cat <<\E
$x
E
| $x `a` \$x \\
| $x
| $x
#### here-document with tabs removed
cat <<-E
	a
		b
	 c
	E
| a
| b
|  c
#### tabs from expansions stay
x='	t'; cat <<-E
	$x
	E
| 	t
#### two here-documents on a line
cat <<A; cat <<B
a
A
b
B
| a
| b
#### two here-documents for one command
cat <<A <<B
a
A
b
B
| b
#### here-documents for two descriptors
cat <<A - 3<<B <&3
a
A
b
B
| b
#### here-document in a pipe
cat <<E | sed 's/^/>/'
a
E
| >a
#### a pipe that goes on after the here-document
cat <<E |
a
E
sed 's/^/>/'
| >a
#### here-document and and-or
cat <<E && echo b
a
E
| a
| b
#### here-document in a loop and a function
for i in 1 2; do cat <<E
$i
E
done
f() { cat <<E
[$1]
E
}
f a; f b
| 1
| 2
| [a]
| [b]
#### here-document for a compound command
while read a b; do echo "$b $a"; done <<E
1 2
3 4
E
| 2 1
| 4 3
#### here-document for read
read x <<E
a b
E
echo $x
| a b
#### empty here-document
cat <<E
E
echo $?
| 0
#### here-document with an empty delimiter
cat <<''
a

echo b
| a
| b
#### here-document without its end
printf 'cat <<E\na\n' >s; sh s 2>/dev/null
| a
#### the delimiter needs its own line
cat <<E
 E
E E
aE
E
|  E
| E E
| aE
#### the delimiter is not expanded
cat <<$x
a
$x
| a
#### backslash newline in a here-document
cat <<E
a\
b
E
cat <<'E'
a\
b
E
| ab
| a\
| b
#### escaped characters in a here-document
cat <<E
\$x \`a\` \\ \" \' \a
E
| $x `a` \ \" \' \a
#### here-document in a substitution in a here-document
cat <<E
$(cat <<F
in
F
)
E
| in
#### here-document inside eval
eval 'cat <<E
$((1+1))
E'
| 2
#### here-document inside quotes of sh -c
sh -c 'cat <<E
a
E'
| a
#### here-document inside case and if
case a in a) cat <<E
c
E
;; esac
if true; then cat <<E
i
E
fi
| c
| i
#### a large here-document
i=0; { echo 'cat <<E'; while [ $i -lt 300 ]; do echo "line $i"; i=$((i+1)); done; echo E; } >s; sh s | tail -n 1; sh s | wc -l | tr -d ' '
| line 299
| 300
#### exec redirects the shell, more
(exec >f; echo a; echo b); cat f; (exec 2>g; nosuchcmd); [ -s g ] && echo y
| a
| b
| y
#### exec with input
printf 'a\nb\n' >f; (exec <f; read x; read y; echo $y $x)
| b a
#### saving and restoring output
exec 3>&1 >f; echo a; exec >&3 3>&-; echo b; cat f
| b
| a
#### descriptors are inherited by commands
exec 3>f; sh -c 'echo a >&3'; exec 3>&-; cat f
| a
#### a descriptor for one command only
{ echo a >&3; } 3>f; cat f; echo b 2>/dev/null >&3; echo $?
| a
| 2
#### bad descriptor
echo a >&9 2>/dev/null; echo $?; cat <&9 2>/dev/null; [ $? -ne 0 ] && echo y
| 2
| y
#### duplicating with an expansion
x=1; echo a >&$x; y=-; exec 3>f; exec 3>&$y; echo b 2>/dev/null >&3; echo $?
| a
| 2
#### dash without descriptor number
exec 4>&1; exec 4>&-; echo $?
| 0
#### reading and writing the same file in a pipe
printf '2\n1\n' >f; sort f >g; cat g
| 1
| 2
#### a directory cannot be written
mkdir d; echo a >d 2>/dev/null; echo $?
| 2
#### output to a full device
echo a >/dev/full 2>/dev/null; echo $?
| 1
#### redirected read keeps the position
printf 'a\nb\nc\n' >f; { read x; read y; cat; echo $x $y; } <f
| c
| a b
#### redirection and pipes
echo a | cat >f; cat f; echo b >g | cat; cat g
| a
| b
#### errors through a pipe
{ echo a >&2; } 2>&1 | sed 's/^/e:/'
| e:a
#### background with redirection
echo a >f & wait; cat f; cat <f >g & wait; cat g
| a
| a
#### standard input of a background list is empty
echo data | { cat & wait; }
#### redirection words in braces are arguments elsewhere
echo a '>' b \> c ">"f
| a > b > c >f
#### tilde and glob in file names
HOME=$PWD; echo a >~/t; cat t
| a
#### redirect before a reserved word is a simple command
sh -c '>f if true; then echo a; fi' 2>/dev/null; echo $?
| 2
