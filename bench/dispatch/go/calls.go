// Runs each of the commands in its arguments, each ended by --next, one after the other, and reads the JSON that it
// prints: what a charm in Go costs without a library.
package main

import (
	"encoding/json"
	"os"
	"os/exec"
)

func main() {
	var command []string
	for _, word := range os.Args[1:] {
		if word != "--next" {
			command = append(command, word)
			continue
		}
		output, err := exec.Command(command[0], command[1:]...).Output()
		if err != nil {
			os.Exit(1)
		}
		var answer any
		if len(output) > 0 && json.Unmarshal(output, &answer) != nil {
			os.Exit(1)
		}
		command = nil
	}
}
