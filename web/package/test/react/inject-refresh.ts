// React asks for it once, when it is loaded; so whoever needs it imports this first.
import { injectIntoGlobalHook } from 'react-refresh/runtime'

injectIntoGlobalHook(window)
