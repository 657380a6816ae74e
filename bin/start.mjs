import { installPackages, runScript } from './install.mjs'

installPackages()
runScript('bin/start.ts')
