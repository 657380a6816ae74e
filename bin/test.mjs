import { installPackages, runScript } from './install.mjs'

await installPackages()
runScript('bin/test.ts')
