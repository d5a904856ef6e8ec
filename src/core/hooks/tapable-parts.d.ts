// tapable's index loads all of its dozen hooks, and has the types of all. These are the parts that an event needs.
declare module 'tapable/lib/AsyncSeriesHook.js' {
  export { AsyncSeriesHook as default } from 'tapable';
}
declare module 'tapable/lib/AsyncSeriesBailHook.js' {
  export { AsyncSeriesBailHook as default } from 'tapable';
}
declare module 'tapable/lib/HookMap.js' {
  export { HookMap as default } from 'tapable';
}
