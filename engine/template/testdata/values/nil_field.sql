{{ $x := nothing }}{{ $x.y }}
