/** Name of the browser's database. From file://, Chromium shares one storage between all local pages: hence the prefix. */
export const DATABASE_NAME = 'setupscope-sessions'
