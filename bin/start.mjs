import { installPackages, runScript } from './install.mjs'

await installPackages()
runScript('bin/start.ts')
