echo '[bold]x[/] ```'
touch '[red]file'
ls
printf 'a\tb\033[31mred\033[0m\n'
echo "ünïcödé 語"
exit
