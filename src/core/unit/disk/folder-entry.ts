/** What a folder has under one name. */
export interface FolderEntry {
  /** With U+FFFD in the place of what is not UTF-8. */
  readonly name: string;
  readonly kind: 'folder' | 'link' | 'other';
  readonly isUtf8: boolean;
}
