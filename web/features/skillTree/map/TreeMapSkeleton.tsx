import classes from './TreeMapSkeleton.module.css'

const columns = [1, 3, 7]

/** A box of the map's size, with the shades of a few tiles. */
export function TreeMapSkeleton() {
  return (
    <div className={classes.frame}>
      {columns.map(tiles => (
        <div key={tiles} className={classes.column}>
          {Array.from({ length: tiles }, (_, tile) => (
            <div key={tile} className={classes.tile} />
          ))}
        </div>
      ))}
    </div>
  )
}
