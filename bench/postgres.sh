# shellcheck shell=bash
# A PostGIS of its own in a scratch folder, on a socket alone, for the benches that measure us against it. Sourced:
#   start_postgres FOLDER OPTION…   options of the server beside the folder's, as pg_ctl -o takes them
#   sql OPTION…                     psql, silent, stopping at the first error
#   load_polygons TABLE FILE        a file of bench/province.py (id, WKB) as an indexed, analysed table
#   stop_postgres                   also when it was never started
postgres_folder=
postgres_programs=/usr/lib/postgresql/15/bin
postgres_user=()
[ "$(id -u)" -ne 0 ] || postgres_user=(runuser -u postgres --)

start_postgres() {
  postgres_folder=$1/postgres
  shift
  rm -rf "$postgres_folder"  # of an earlier run in the same folder
  mkdir -p "$postgres_folder"
  chmod 755 "$(dirname "$postgres_folder")"
  [ "$(id -u)" -ne 0 ] || chown postgres "$postgres_folder"
  "${postgres_user[@]}" "$postgres_programs/initdb" -D "$postgres_folder" -A trust >/dev/null
  "${postgres_user[@]}" "$postgres_programs/pg_ctl" -D "$postgres_folder" -l "$postgres_folder/log" -w start \
    -o "-k $postgres_folder -c listen_addresses='' -c fsync=off -c jit=off $*" >/dev/null
  sql -c 'CREATE EXTENSION postgis'
}
sql() { PGOPTIONS='-c client_min_messages=warning' "${postgres_user[@]}" psql -q -At -v ON_ERROR_STOP=1 -h "$postgres_folder" -d postgres "$@"; }
load_polygons() {
  sql -c "DROP TABLE IF EXISTS $1" -c "CREATE TABLE $1 (id integer, wkb bytea)"
  sql -c "COPY $1 (id, wkb) FROM STDIN" < <(sed 's/\t/\t\\\\x/' "$2")
  sql -c "ALTER TABLE $1 ADD geom geometry" -c "UPDATE $1 SET geom = ST_GeomFromWKB(wkb, 4525)" \
    -c "ALTER TABLE $1 DROP wkb" -c "CREATE INDEX ON $1 USING gist (geom)" -c "VACUUM ANALYZE $1"
}
stop_postgres() {
  [ -z "$postgres_folder" ] ||
    "${postgres_user[@]}" "$postgres_programs/pg_ctl" -D "$postgres_folder" -m immediate stop >/dev/null 2>&1 || true
}
