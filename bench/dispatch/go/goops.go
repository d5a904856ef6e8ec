// A charm on goops that reads what the charm reads in the steady state, and changes nothing.
package main

import (
	"os"

	"github.com/gruyaume/goops"
)

func main() {
	env := goops.ReadEnv()
	switch env.HookName {
	case "config-changed", "update-status":
		if err := reconcile(); err != nil {
			goops.LogErrorf("could not reconcile: %v", err)
			os.Exit(1)
		}
	}
}

func reconcile() error {
	config := map[string]any{}
	if err := goops.GetConfig(&config); err != nil {
		return err
	}
	relations, err := goops.GetRelationIDs("backup")
	if err != nil {
		return err
	}
	isLeader, err := goops.IsLeader()
	if err != nil {
		return err
	}
	if isLeader {
		for _, relation := range relations {
			if _, err := goops.GetAppRelationData(relation, "backup-integrator"); err != nil {
				return err
			}
		}
	}
	_, err = goops.GetUnitStatus()
	return err
}
