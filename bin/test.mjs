import { installPackages, runScript } from './install.mjs'

installPackages()
runScript('bin/test.ts')
